"""The worst match as good as can be, without matching fewer."""

import numpy as np

from services.matching.engine.arrays import PERFECT, Longs
from services.matching.engine.assignment.solution import Solution
from services.matching.engine.assignment.solver import solve
from services.matching.engine.assignment.solving import most_matched_bonus
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns.quotas import Quotas


def maximin(
    candidates: Candidates, capacity: Longs, *, quotas: Quotas | None = None, seed: int = 0
) -> tuple[Solution, int]:
    """Most matched first, then the worst match as good as possible, then the greatest total. The solution, the floor.

    The floor is the greatest score below which no pair need be taken: it is looked for among the distinct scores by
    halves. With quotas the number to keep is the one that the solver finds.

    Raises:
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each other.
    """
    most = _number(candidates, capacity, quotas, seed)
    floors = np.unique(candidates.score)
    low, high = 0, len(floors) - 1
    while low < high:
        middle = (low + high + 1) // 2
        enough = _number(candidates.only(candidates.score >= floors[middle]), capacity, quotas, seed) >= most
        low, high = (middle, high) if enough else (low, middle - 1)
    floor = int(floors[low]) if len(floors) else 0
    above = candidates.only(candidates.score >= floor)
    bonus = most_matched_bonus(above, capacity)
    return solve(above, capacity, bonus=bonus, quotas=quotas, seed=seed), floor


def _number(candidates: Candidates, capacity: Longs, quotas: Quotas | None, seed: int) -> int:
    """How many can be matched. All scores are alike, and great, so that prices of quotas can be parts of one."""
    alike = candidates._replace(score=np.full_like(candidates.score, PERFECT))
    return solve(alike, capacity, quotas=quotas, seed=seed).matched
