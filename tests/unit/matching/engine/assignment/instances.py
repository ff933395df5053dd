"""Small random problems, the degenerate ones among them, and what is right for them by other means."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from services.matching.engine.arrays import NOBODY, Floats, Ints, Longs
from services.matching.engine.candidates import Candidates


class Instance(NamedTuple):
    """A problem, with its scores as a matrix in which -1 is a pair that is not eligible."""

    candidates: Candidates
    capacity: Longs
    matrix: Longs


def instance(matrix: Longs, capacity: Longs) -> Instance:
    start = np.concatenate([[0], np.cumsum((matrix >= 0).sum(1))]).astype(np.int64)
    other = np.nonzero(matrix >= 0)[1].astype(np.int32)
    return Instance(Candidates(start, other, matrix[matrix >= 0].astype(np.int64)), capacity, matrix)


@st.composite
def instances(draw: st.DrawFn, *, seekers: int = 7, others: int = 5) -> Instance:
    """Of up to so many people; with few distinct scores or many, dense or sparse, with seats or without."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = draw(st.integers(0, seekers)), draw(st.integers(0, others))
    greatest = draw(st.sampled_from([0, 1, 3, 20, 10**8]))
    matrix = rng.integers(0, greatest + 1, shape)
    if draw(st.booleans()):
        matrix[:] = greatest
    matrix[rng.random(shape) > draw(st.sampled_from([0.2, 0.6, 1.0]))] = -1
    return instance(matrix, rng.integers(0, draw(st.sampled_from([1, 2, 4, 10**12])), shape[1]))


def best(problem: Instance, *, bonus: int = 0) -> tuple[int, int]:
    """The greatest sum with a bonus a match, by dense assignment on one column a place: scores, number."""
    seekers, others = problem.matrix.shape
    columns = np.repeat(np.arange(others), np.minimum(problem.capacity, seekers))
    worth = np.where(problem.matrix >= 0, problem.matrix + bonus, 0)[:, columns]
    gain: Floats = np.hstack([worth, np.zeros((seekers, seekers), np.int64)]).astype(np.float64)
    rows, places = linear_sum_assignment(gain, maximize=True)
    inside = places < len(columns)
    rows, to = rows[inside], columns[places[inside]]
    real = problem.matrix[rows, to] >= 0
    return int(problem.matrix[rows[real], to[real]].sum()), int(real.sum())


def score_of(problem: Instance, chosen: Ints) -> int:
    """The sum of the scores; fails where a pair is not eligible or a capacity is exceeded."""
    rows = np.flatnonzero(chosen != NOBODY)
    scores = problem.matrix[rows, chosen[rows]]
    assert (scores >= 0).all()
    assert (np.bincount(chosen[rows], minlength=len(problem.capacity)) <= problem.capacity).all()
    return int(scores.sum())
