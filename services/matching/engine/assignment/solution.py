"""What the solver returns."""

from dataclasses import dataclass

from services.matching.engine.arrays import Ints, Longs


@dataclass(frozen=True)
class Solution:
    """Who is matched with whom, what places cost, and how far from the best that can be."""

    chosen: Ints
    """By seeker: the other, or NOBODY."""
    price: Longs
    """By other: what a place costs, in units of the scores (the bonus included); 0 where one is left."""
    quota_price: Longs
    """By quota: what a place under it costs."""
    matched: int
    total: int
    """Sum of the scores of the pairs, without bonus."""
    bonus: int
    """What each match counted besides its score."""
    upper_bound: int
    """Proven: no assignment of these candidates has a greater sum of score and bonus."""
    most_matched: bool
    """Proven: no assignment of these candidates matches more."""
    bound_without_quotas: int | None = None
    """The bound if there were no quotas; None if there are none."""

    @property
    def worth(self) -> int:
        """Sum of score and bonus: what `upper_bound` bounds."""
        return self.total + self.bonus * self.matched

    @property
    def gap(self) -> float:
        """How much of the total may be missing at most, as a share of it."""
        return (self.upper_bound - self.worth) / max(1, self.total)
