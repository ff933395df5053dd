from itertools import product

import numpy as np
from hypothesis import given, settings

from services.matching.engine.arrays import NOBODY
from services.matching.engine.assignment.maximin import maximin
from tests.unit.matching.engine.assignment.instances import Instance, instance, instances, score_of


def brute(problem: Instance) -> tuple[int, int, int]:
    """The most pairs, then the best worst score, then the greatest total."""
    found = (0, 0, 0)
    for choice in product(*[[NOBODY, *np.flatnonzero(row >= 0)] for row in problem.matrix]):
        chosen = np.array(choice, np.int32)
        rows = np.flatnonzero(chosen != NOBODY)
        if len(rows) and (np.bincount(chosen[rows], minlength=len(problem.capacity)) <= problem.capacity).all():
            scores = problem.matrix[rows, chosen[rows]]
            found = max(found, (len(rows), int(scores.min()), int(scores.sum())))
    return found


@settings(deadline=None, max_examples=100)
@given(instances(seekers=5, others=4))
def test_most_are_matched_then_the_worst_is_best_then_the_total(problem: Instance) -> None:
    solution, floor = maximin(problem.candidates, problem.capacity)
    number, worst, total = brute(problem)
    assert score_of(problem, solution.chosen) == solution.total == total
    assert solution.matched == number
    assert not number or floor == worst


def test_nobody_has_no_floor() -> None:
    solution, floor = maximin(*instance(np.zeros((0, 2), np.int64), np.array([1, 1]))[:2])
    assert (solution.matched, floor) == (0, 0)
