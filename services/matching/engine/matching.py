"""What a cycle is to make as large as it can be, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.candidates import Candidates


class Objective(StrEnum):
    """What is made as large as it can be."""

    MOST_MATCHED = "most_matched"
    BEST_TOTAL = "best_total"
    STABLE = "stable"
    MAXIMIN = "maximin"


@dataclass(frozen=True)
class Matching:
    """Who is matched with whom, and what is proven of it."""

    chosen: Ints
    """By seeker: the other; NOBODY for none."""
    price: Longs
    """By other: what its last place cost, in units of scores; the bonus for a match is left out."""
    total: int
    """Sum of the scores."""
    bound: int | None = None
    """No matching of as many has a greater sum, among all eligible pairs. None: not proven for this objective."""
    bound_without_quotas: int | None = None
    """The same if there were no quotas. None: there are none."""
    candidates: Candidates | None = None
    """The pairs that it was chosen from."""

    @property
    def matched(self) -> int:
        """How many seekers."""
        return int((self.chosen != NOBODY).sum())

    @property
    def gap(self) -> float | None:
        """By what fraction of the bound the total may be below what is possible."""
        return _gap(self.total, self.bound)

    @property
    def gap_without_quotas(self) -> float | None:
        """The same against what would be possible without quotas."""
        return _gap(self.total, self.bound_without_quotas)


def _gap(total: int, bound: int | None) -> float | None:
    if bound is None:
        return None
    return min(1.0, max(0.0, (bound - total) / bound)) if bound > 0 else 0.0
