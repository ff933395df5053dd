"""Who gets a place of whom, and what a place costs: the auction, and shortest paths for those whom it leaves."""

from copy import copy
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.augmenting_kernel import augment
from services.matching.engine.assignment.bidding_kernel import NEAR, bid
from services.matching.engine.assignment.places_kernel import seat

NEVER = 1 << 61
"""The price of an other without places, and how much a seeker gains beyond a shortlist that was never made."""
PATIENCE = 40
"""Bids a seeker, on average, before those who still wait are seen to by shortest paths."""
ENDLESS = 1 << 62


@dataclass
class Auction:
    """Seekers bid, from prices of 0, for pairs of these values (of any unit; never chosen below 0).

    Everybody's pair is then the best for them at these prices (within the step of a bid), and whoever has a free
    place costs nothing: at a step of 0 that is the optimum, and the prices prove it.
    """

    start: Longs
    other: Ints
    value: Longs
    capacity: Longs
    order: Ints
    """All seekers, in the order in which they come to bid."""
    holds: Ints = field(init=False)
    """By seeker: the other, or NOBODY."""
    price: Longs = field(init=False)

    def __post_init__(self) -> None:
        self.first = np.concatenate([[0], np.cumsum(self.capacity)]).astype(np.int64)
        self.owner = np.full(self.first[-1], NOBODY, np.int32)
        self.price = np.where(self.capacity > 0, 0, NEVER)
        self.holds = np.full(len(self.order), NOBODY, np.int32)
        self.held = np.zeros(len(self.order), np.int64)
        self.place = np.zeros(len(self.order), np.int64)
        self.used = np.zeros(len(self.capacity), np.int64)

    def run(self, step: int = 0) -> None:
        """Bid, each bid by `step` more than is needed, and see to the rest."""
        ring = self.order.copy()
        left = self._bid(ring, step)
        seat(self.first, self.holds, self.owner, self.used, self.place)
        self._augment(ring[:left])

    def raise_values(self, bonus: int) -> None:
        """Every pair is worth that much more: those who stayed out may have a place after all."""
        self.value = self.value + bonus
        self.held += bonus
        self._augment(self.order[self.holds[self.order] == NOBODY])

    def copy(self) -> Self:
        """As it stands, so that it can go on in two ways."""
        twin = copy(self)
        for name in ("holds", "price", "owner", "held", "place", "used"):
            setattr(twin, name, getattr(self, name).copy())
        return twin

    def _bid(self, ring: Ints, step: int) -> int:
        seekers = len(ring)
        place_price: Longs = np.zeros(len(self.owner), np.int64)
        near: Ints = np.zeros((seekers, NEAR), np.int32)
        worth: Longs = np.zeros((seekers, NEAR), np.int64)
        listed: Longs = np.zeros(seekers, np.int64)
        beyond: Longs = np.full(seekers, NEVER, np.int64)
        return bid(
            *(
                self.start,
                self.other,
                self.value,
                self.first,
                place_price,
                self.owner,
                self.price,
                self.holds,
                self.held,
            ),
            ring,
            step,
            PATIENCE * seekers,
            *(near, worth, listed, beyond),
        )

    def _augment(self, waiting: Ints) -> None:
        augment(
            *(self.start, self.other, self.value, self.first, self.owner, self.used),
            *(self.price, self.holds, self.held, self.place, waiting, ENDLESS),
        )
