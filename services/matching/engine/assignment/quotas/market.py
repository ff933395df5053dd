"""An assignment that stays the best while prices of quotas move: only those whom a move touches choose again."""

from typing import NamedTuple, Self

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.auction import ENDLESS, Auction
from services.matching.engine.assignment.augmenting_kernel import augment
from services.matching.engine.assignment.certificate import exact_sum
from services.matching.engine.assignment.quotas.listing_kernel import list_by
from services.matching.engine.assignment.quotas.lowering_kernel import leave, lower
from services.matching.engine.assignment.quotas.releasing_kernel import count_under, release, revalue
from services.matching.engine.candidates import Candidates


class Index(NamedTuple):
    """Pairs by something: entries of one follow each other."""

    start: Longs
    pair: Ints
    seeker: Ints

    @classmethod
    def by(cls, key: Ints, many: int, start: Longs) -> Self:
        """By a number from 0 to below `many`; pairs with a number below 0 are left out."""
        count = np.bincount(key[key >= 0], minlength=many)
        begin = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
        pair, seeker = np.empty(begin[-1], np.int32), np.empty(begin[-1], np.int32)
        list_by(start, key, begin, pair, seeker)
        return cls(begin, pair, seeker)


class Standing(NamedTuple):
    """Who holds what, and what places cost: to come back to."""

    holds: Ints
    held: Longs
    place: Longs
    owner: Ints
    used: Longs
    price: Longs


class Market:
    """Seekers, places, and quotas that have prices of their own.

    Everybody's pair is the best for them at these prices, and whoever has a free place costs nothing: so `worth` is
    the greatest that scores and bonuses less prices of quotas can sum up to.
    """

    bonus = 0
    """What each match counts besides its score."""

    def __init__(self, candidates: Candidates, auction: Auction, quota: Ints, limit: Longs) -> None:
        self.candidates, self.auction, self.quota, self.limit = candidates, auction, quota, limit
        self.by_other = Index.by(candidates.other, len(auction.capacity), candidates.start)
        self.by_quota = Index.by(quota, len(limit), candidates.start)
        self.quota_price: Longs = np.zeros(len(limit), np.int64)
        auction.value = np.array(auction.value)
        self._most = auction.value[self.by_other.pair]
        self._waits = np.zeros(candidates.seekers, np.bool_)
        self._waiting = np.empty(candidates.seekers, np.int32)

    @property
    def greatest(self) -> int:
        """No pair is worth more."""
        return max(0, int(self._most.max(initial=0)))

    def raise_values(self, bonus: int) -> None:
        """Every pair is worth that much more."""
        self.bonus += bonus
        self._most += bonus
        self.auction.raise_values(bonus)

    def reprice(self, quota_price: Longs) -> None:
        """Quotas have these prices from now on."""
        now, rise = self.auction, quota_price - self.quota_price
        self.quota_price = quota_price
        revalue(now.other, now.value, now.holds, now.held, *self.by_quota, rise)
        places = (now.first, now.owner, now.used, now.price, now.holds, now.held, now.place)
        waiting = self._waiting
        many = release(now.start, now.other, now.value, *places, *self.by_quota, rise, self._waits, waiting)
        self.seat(waiting[:many].copy())
        self.lower()

    def seat(self, waiting: Ints) -> None:
        """Find places for those who wait."""
        now = self.auction
        augment(
            *(now.start, now.other, now.value, now.first, now.owner, now.used),
            *(now.price, now.holds, now.held, now.place, waiting, ENDLESS),
        )

    def lower(self, most: int = ENDLESS) -> int:
        """Lower prices where places are left, in so many searches at most. How many there were."""
        now = self.auction
        places = (now.first, now.owner, now.used, now.price, now.holds, now.held, now.place)
        return int(lower(now.value, *places, *self.by_other, self._most, most))

    def vacate(self, seeker: int) -> None:
        """The seeker's place is free."""
        now = self.auction
        leave(now.first, now.owner, now.used, now.place, int(now.holds[seeker]), int(now.place[seeker]))
        now.holds[seeker] = NOBODY

    @property
    def worth(self) -> int:
        """What the pairs held are worth, less prices of quotas."""
        return exact_sum(self.auction.held[self.auction.holds != NOBODY])

    @property
    def bound(self) -> int:
        """No choice within places and quotas has a greater sum of score and bonus."""
        return self.worth + exact_sum(self.quota_price, self.limit)

    def taken(self) -> Longs:
        """By quota: how many pairs are under it."""
        taken: Longs = np.empty(len(self.limit), np.int64)
        count_under(self.auction.other, self.auction.holds, *self.by_quota, taken)
        return taken

    def standing(self) -> Standing:
        """A copy of who holds what."""
        now = self.auction
        return Standing(
            *(now.holds.copy(), now.held.copy(), now.place.copy()),
            *(now.owner.copy(), now.used.copy(), now.price.copy()),
        )

    def go_back(self, to: Standing) -> None:
        """As it was."""
        for name, before in to._asdict().items():
            getattr(self.auction, name)[:] = before
