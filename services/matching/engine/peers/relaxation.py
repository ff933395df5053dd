"""The double cover: everyone stands once among the seekers and once among those sought.

An assignment there is a fractional pairing of halves (Balinski 1965, "Integer programming: methods, uses,
computation"): pairs, and odd cycles in which each of the edges is half taken. So half the dual value bounds every
pairing. It is solved by an auction (Bertsekas 1988, "The auction algorithm"); whoever stays alone is assigned to
themselves, so that all are assigned and prices may go on from one solution to the next.
"""

from typing import NamedTuple, Self

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.peers.auction_kernel import bidding, worths
from services.matching.engine.peers.graph import Graph

FINEST = 10_000
"""The greatest weight has so many of the last steps: everyone is within one of their best offer."""
FACTOR = 4
"""Steps become smaller by this."""


class Relaxation(NamedTuple):
    """The nearly best assignment of people to people, and what it proves."""

    price: Longs
    """By person, as one who is sought."""
    chosen: Ints
    """By person, as a seeker: whom they are assigned to; themselves, if they stay alone."""
    worth: Longs
    """By person: twice what having them is worth. A pair is worth no more than half the sum of its two."""
    last_step: int
    """Everyone is within this of their best offer."""

    @property
    def bound(self) -> int:
        """No pairing has a greater total."""
        return int(self.worth.sum()) // 2

    @classmethod
    def none(cls, people: int) -> Self:
        """Where the bidding begins: nothing has a price."""
        nothing = np.zeros(people, np.int64)
        return cls(nothing, np.full(people, NOBODY, np.int32), nothing, 0)


def relax(graph: Graph, order: Ints, before: Relaxation | None = None) -> Relaxation:
    """Solve the double cover. Whoever comes last in `order` bids first; `before` is a solution at other weights."""
    begun = before or Relaxation.none(graph.people)
    price, chosen = begun.price.copy(), begun.chosen.copy()
    steps = _steps(int(graph.weight.max(initial=0)))
    bidding(graph.start, graph.other, graph.weight, price, chosen, steps[-5:] if before else steps, order)
    return Relaxation(price, chosen, worths(graph.start, graph.other, graph.weight, price), int(steps[-1]))


def _steps(greatest: int) -> Longs:
    steps = [max(1, greatest // FINEST)]
    while steps[-1] * FACTOR < greatest // 2:
        steps.append(steps[-1] * FACTOR)
    return np.array(steps[::-1], np.int64)
