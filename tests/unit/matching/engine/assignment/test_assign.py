import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array

from services.matching.engine import Assignment, assign
from services.matching.engine.assignment.errors import (
    CapacityNotFitting,
    ScoresNotFinite,
    ScoresTooGreat,
    StepNegative,
)
from tests.unit.matching.engine.assignment.instances import Instance, best, instances, score_of


def matrix_of(problem: Instance, factor: float | None = None) -> csr_array:
    pairs = problem.candidates
    scores: Any = pairs.score if factor is None else pairs.score * factor
    return csr_array((scores, pairs.other, pairs.start), shape=problem.matrix.shape)


@settings(deadline=None, max_examples=200)
@given(instances())
def test_whole_scores_give_the_exact_optimum(problem: Instance) -> None:
    result = assign(matrix_of(problem), problem.capacity)
    assert isinstance(result, Assignment)
    assert result.total == result.upper_bound == best(problem)[0] == score_of(problem, result.pairs)


@settings(deadline=None, max_examples=200)
@given(instances())
def test_other_scores_give_a_bound_that_holds_and_is_near(problem: Instance) -> None:
    factor = 1 / 3e8
    result = assign(matrix_of(problem, factor), problem.capacity)
    optimum = best(problem)[0] * factor
    assert result.total <= result.upper_bound
    assert result.upper_bound >= optimum * (1 - 1e-12)
    assert result.upper_bound - result.total <= 1e-9 * max(1.0, optimum)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (3, 3)])
def test_nobody_or_no_pairs(shape: tuple[int, int]) -> None:
    result = assign(csr_array(shape), np.ones(shape[1], np.int64))
    assert result.pairs.tolist() == [-1] * shape[0]
    assert result.total == 0


def test_of_an_entry_stored_twice_the_greater_score_counts() -> None:
    twice = csr_array((np.array([3, 5, 4]), np.array([0, 0, 1]), np.array([0, 3])), shape=(1, 2))
    assert assign(twice, [1, 1]).total == 5


def test_negative_scores_are_never_chosen() -> None:
    result = assign(csr_array(np.array([[-5, -2], [4, -1]])), [1, 1])
    assert result.pairs.tolist() == [-1, 0]
    assert result.total == result.upper_bound == 4


@pytest.mark.parametrize("score", [np.nan, np.inf, -np.inf])
def test_scores_that_are_no_number_are_refused(score: float) -> None:
    with pytest.raises(ScoresNotFinite):
        assign(csr_array(np.array([[score, 1.0]])), [1, 1])


def test_what_does_not_fit_is_refused() -> None:
    pairs = csr_array(np.array([[1, 2]]))
    with pytest.raises(CapacityNotFitting):
        assign(pairs, [1])
    with pytest.raises(CapacityNotFitting):
        assign(pairs, [1, -1])
    with pytest.raises(StepNegative):
        assign(pairs, [1, 1], eps=float("nan"))
    with pytest.raises(ScoresTooGreat):
        assign(csr_array(np.array([[1 << 50]])), [1])


def test_the_engine_is_imported_without_the_compiler() -> None:
    before = "import sys, services.matching.engine as engine; assert 'numba' not in sys.modules"
    look = f"{before}; engine.assign; assert 'numba' in sys.modules"
    subprocess.run([sys.executable, "-c", look], check=True)
