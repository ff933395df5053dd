"""Whole pairs within quotas, from a choice that may exceed them."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.assignment.solving import solve_without_quotas, taken
from services.matching.engine.candidates import Candidates


def repaired(
    candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, chosen: Ints, *, bonus: int = 0, seed: int = 0
) -> Ints:
    """By seeker: the other, or NOBODY, within places and quotas, such that no pair can be added.

    Of an exceeded quota the least valuable pairs are dropped; then whoever has nobody is assigned among the places and
    quotas that are left, until nothing is left to add. `quota` is by pair, or NOBODY.
    """
    kept = _within(candidates, quota, limit, chosen)
    while True:
        free = _addable(candidates, capacity, quota, limit, kept)
        if not free.any():
            return kept
        rest = candidates.only(free)
        added = solve_without_quotas(rest, _left(capacity, kept), bonus=bonus + 1, seed=seed).chosen
        added = _within(rest, quota[free], _quota_left(candidates, quota, limit, kept), added)
        kept = np.where(added != NOBODY, added, kept).astype(np.int32)


def _within(candidates: Candidates, quota: Ints, limit: Longs, chosen: Ints) -> Ints:
    """Without the least valuable pairs of every quota that is exceeded."""
    pairs = np.flatnonzero(taken(candidates, chosen) & (quota != NOBODY))
    order = pairs[np.lexsort((pairs, -candidates.score[pairs], quota[pairs]))]
    begin = np.searchsorted(quota[order], np.arange(len(limit)))
    beyond = order[np.arange(len(order)) - begin[quota[order]] >= limit[quota[order]]]
    kept = chosen.copy()
    kept[candidates.seeker()[beyond]] = NOBODY
    return kept


def _left(capacity: Longs, kept: Ints) -> Longs:
    return np.asarray(capacity - np.bincount(kept[kept != NOBODY], minlength=len(capacity)))


def _quota_left(candidates: Candidates, quota: Ints, limit: Longs, kept: Ints) -> Longs:
    under = quota[taken(candidates, kept)]
    return np.asarray(limit - np.bincount(under[under != NOBODY], minlength=len(limit)))


def _addable(candidates: Candidates, capacity: Longs, quota: Ints, limit: Longs, kept: Ints) -> Flags:
    """By pair: whether it could be added as things stand."""
    allowed = np.append(_quota_left(candidates, quota, limit, kept) > 0, True)
    room = _left(capacity, kept) > 0
    alone = np.repeat(kept == NOBODY, np.diff(candidates.start))
    return np.asarray(alone & room[candidates.other] & allowed[quota])
