"""The public function for researchers: scores in a sparse matrix, places in a vector, the best assignment out."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from services.matching.engine.arrays import Floats, Ints, Longs
from services.matching.engine.assignment.errors import ScoresNotFinite, ScoresTooGreat, StepNegative
from services.matching.engine.assignment.places import checked_capacity
from services.matching.engine.assignment.solving import solve_without_quotas
from services.matching.engine.candidates import Candidates

if TYPE_CHECKING:
    from scipy.sparse import csr_array

BITS = 40
"""Whole scores lie within 2**40; others are multiplied by a power of two that brings them just below it."""


class Assignment(NamedTuple):
    """The pairs, their total, and the proof of how good it is. Totals of whole scores are whole."""

    pairs: Ints
    """By mentee: the mentor, or -1."""
    total: int | float
    upper_bound: int | float
    """No assignment of these pairs has a greater total: duality proves it, by the prices."""
    prices: Longs | Floats
    """By mentor: what a place costs, in units of the scores; 0 where a place is left."""


def assign(candidates: "csr_array", capacity: Any, *, eps: float | None = None, seed: int = 0) -> Assignment:
    """The assignment of mentees to mentors' places with the greatest total of scores.

    `candidates` is (mentees × mentors); its stored entries, zeros included, are the eligible pairs and their scores;
    of an entry that is stored twice the greater score counts. `capacity` is by mentor, in whole numbers. Whoever is
    matched has a score of 0 or more, and a pair with a score of 0 may be left out.

    Whole scores with `eps=None` give the exact optimum: `total == upper_bound`. Scores that are not whole are
    multiplied by the power of two that brings the greatest just below 2**40, and rounded; that is counted in the
    bound. With `eps` (in units of the scores) each bid is by so much higher than it need be: quicker where many
    scores are alike, within (mentees · eps) of the optimum. `seed` decides among equals only: it is the order in
    which mentees come to bid.

    Raises:
        CapacityNotFitting: the capacity is not one whole number of 0 or more for each mentor.
        ScoresNotFinite: a score is not a number, or infinite.
        ScoresTooGreat: a whole score is beyond 2**40.
        StepNegative: `eps` is below 0.
    """
    # Whoever has such a matrix has scipy: services have neither.
    from scipy.sparse import csr_array

    matrix = csr_array(candidates)
    places = checked_capacity(capacity, matrix.shape[1])
    shift = _shift(np.asarray(matrix.data))
    if eps is not None and not eps >= 0:
        raise StepNegative(f"eps is {eps}.")
    whole = _greatest_of_each(_whole(matrix, shift))
    step = None if eps is None else int(np.ldexp(float(eps), shift or 0))
    solution = solve_without_quotas(whole, places, eps=step, seed=seed)
    if shift is None:
        return Assignment(solution.chosen, solution.total, solution.upper_bound, solution.price)
    rounding = min(whole.seekers, int(places.sum()))
    bound = float(np.ldexp(solution.upper_bound + rounding, -shift))
    total = float(np.ldexp(float(solution.total), -shift))
    return Assignment(solution.chosen, min(total, bound), bound, np.ldexp(solution.price.astype(np.float64), -shift))


def _shift(scores: Any) -> int | None:
    """By how many binary digits to raise the scores; None where they are whole already."""
    if np.issubdtype(scores.dtype, np.integer) or scores.dtype == np.bool_:
        if scores.size and max(int(scores.max()), -int(scores.min())) > 1 << BITS:
            raise ScoresTooGreat(f"A score is beyond 2**{BITS}.")
        return None
    if not np.isfinite(scores).all():
        raise ScoresNotFinite("A score is not a number, or infinite.")
    return BITS - int(np.frexp(np.abs(scores).max(initial=0.0))[1])


def _whole(matrix: "csr_array", shift: int | None) -> "csr_array":
    scores = np.asarray(matrix.data)
    whole = scores.astype(np.int64) if shift is None else np.rint(np.ldexp(scores, shift)).astype(np.int64)
    return type(matrix)((whole, matrix.indices, matrix.indptr), shape=matrix.shape)


def _greatest_of_each(matrix: "csr_array") -> Candidates:
    if matrix.has_canonical_format:
        return Candidates.of(matrix)
    seeker = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((-matrix.data, matrix.indices, seeker))
    seeker, other = seeker[order], matrix.indices[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (seeker[1:] != seeker[:-1]) | (other[1:] != other[:-1])
    start = np.searchsorted(seeker[first], np.arange(matrix.shape[0] + 1)).astype(np.int64)
    return Candidates(start, other[first].astype(np.int32), matrix.data[order][first])
