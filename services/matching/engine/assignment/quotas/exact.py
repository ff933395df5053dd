"""The optimum within quotas, by integer programming: for small problems, where prices leave a gap."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Floats, Ints, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.integer import Rows, greatest

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
        limits.at_least(matched, len(seeker))
    gain = candidates.score / max(1, int(candidates.score.max(initial=0)))
    return _solved(candidates, seeker, gain, limits)


def most_possible(candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs) -> Ints | None:
    """By seeker: the other, or NOBODY, with as many pairs as can be. None if there was no proof within its branches."""
    limits = _limits(candidates, capacity, quota, limit)
    return _solved(candidates, candidates.seeker(), np.ones(len(candidates.other)), limits)


def _limits(candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs) -> Rows:
    under = quota != NOBODY
    pair = np.arange(len(quota))
    rows = Rows()
    rows.add(np.ones(candidates.seekers, np.int64), (candidates.seeker(), pair, 1))
    rows.add(np.minimum(capacity, len(quota)), (candidates.other, pair, 1))
    rows.add(np.minimum(limit, len(quota)), (quota[under], pair[under], 1))
    return rows


def _solved(candidates: Candidates, seeker: Ints, gain: Floats, limits: Rows) -> Ints | None:
    solved = greatest(gain, limits, nodes=NODES, seconds=SECONDS)
    if not solved.is_proven or solved.values is None:
        return None
    chosen: Ints = np.full(candidates.seekers, NOBODY, np.int32)
    taken = solved.values > 0.5
    chosen[seeker[taken]] = candidates.other[taken]
    return chosen
