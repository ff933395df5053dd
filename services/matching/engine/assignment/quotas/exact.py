"""The optimum within quotas, by integer programming: for small problems, where prices leave a gap."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from services.matching.engine.arrays import NOBODY, Floats, Ints, Longs
from services.matching.engine.candidates import Candidates

NODES = 20
"""Branches of the programme; most are solved at the first. Unlike time, their number is the same on every machine."""
SECONDS = 300.0
"""Only so that a worker never hangs; the branches are used up long before."""


def choose_exactly(
    candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, *, matched: int | None = None
) -> Ints | None:
    """By seeker: the other, or NOBODY, with the greatest sum of scores; if `matched`, among so many pairs or more.

    HiGHS proves it within its tolerances, about a millionth. None if it did not within its branches, or cannot be.
    """
    seeker = candidates.seeker()
    limits = _limits(candidates, capacity, quota, limit)
    if matched is not None:
        limits.append(LinearConstraint(csr_array(np.ones((1, len(seeker)))), lb=matched))
    gain = candidates.score / max(1, int(candidates.score.max(initial=0)))
    return _solved(candidates, seeker, gain, limits)


def most_possible(candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs) -> Ints | None:
    """By seeker: the other, or NOBODY, with as many pairs as can be. None if there was no proof within its branches."""
    limits = _limits(candidates, capacity, quota, limit)
    return _solved(candidates, candidates.seeker(), np.ones(len(candidates.other)), limits)


def _limits(candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs) -> list[LinearConstraint]:
    under = quota != NOBODY
    pairs = len(quota)
    rows = [
        _rows(candidates.seeker(), np.arange(pairs), candidates.seekers, pairs),
        _rows(candidates.other, np.arange(pairs), len(capacity), pairs),
        _rows(quota[under], np.flatnonzero(under), len(limit), pairs),
    ]
    at_most = np.concatenate([np.ones(candidates.seekers, np.int64), capacity, limit])
    return [LinearConstraint(csr_array(vstack(rows)), ub=np.minimum(at_most, pairs))]


def _rows(numbers: Ints, pairs: Longs, count: int, width: int) -> csr_array:
    return csr_array(coo_array((np.ones(len(numbers)), (numbers, pairs)), (count, width)))


def _solved(candidates: Candidates, seeker: Ints, gain: Floats, limits: list[LinearConstraint]) -> Ints | None:
    solved = milp(
        -gain,
        integrality=np.ones(len(gain), np.int64),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    if solved.status != 0:
        return None
    chosen: Ints = np.full(candidates.seekers, NOBODY, np.int32)
    chosen[seeker[solved.x > 0.5]] = candidates.other[solved.x > 0.5]
    return chosen
