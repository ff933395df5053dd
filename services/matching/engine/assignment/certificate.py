"""The certificate of optimality: prices, whatever they are, bound what any assignment can reach.

Duality of linear programming; for assignments Demange, Gale and Sotomayor, "Multi-item auctions", Journal of
Political Economy 94 (1986): no total is above Σ max(0, max(w − p)) + Σ capacity · p + Σ limit · quota price.
"""

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.assignment.surplus_kernel import surplus_of
from services.matching.engine.candidates import Candidates

LOW = 24
"""Sums are made of two halves of so many bits and the rest, so that they cannot overflow."""


def exact_sum(numbers: Longs, times: Longs | None = None) -> int:
    """The sum of whole numbers, each taken so many times, however great."""
    often = np.ones(len(numbers), np.int64) if times is None else times
    some = (numbers != 0) & (often != 0)
    high, low = numbers[some] >> LOW, numbers[some] & ((1 << LOW) - 1)
    return (int(high @ often[some]) << LOW) + int(low @ often[some])


def upper_bound(candidates: Candidates, capacity: Longs, price: Longs, *, bonus: int = 0) -> int:
    """No assignment of these candidates has a greater Σ (score + bonus). `price` is by other, 0 or more."""
    surplus = surplus_of(candidates.start, candidates.other, candidates.score + bonus, price)
    return exact_sum(surplus) + exact_sum(price, capacity)
