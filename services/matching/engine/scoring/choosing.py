"""Eligible pairs, the best of each seeker, and what the best leaves after prices."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People, Relations, Rules
from services.matching.engine.scoring.prices import QuotaPrices
from services.matching.engine.scoring.scanning import Scan

NOTHING = -(1 << 62)
AT_ONCE = 16_000
"""Seekers whose pairs are moved or looked at together."""


def eligible(seekers: People, others: People, relations: Relations, rules: Rules) -> Candidates:
    """All pairs that nothing forbids. Two passes: the first counts."""
    scan = Scan.of(seekers, others, relations, rules)
    count = scan.run(0, np.zeros(len(seekers), np.int64), np.empty(0, np.int32), np.empty(0, np.int64)).eligible
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    other, score = np.empty(start[-1], np.int32), np.empty(start[-1], np.int64)
    scan.run(len(others), start, other, score)
    return Candidates(start, other, score)


def best(
    seekers: People,
    others: People,
    relations: Relations,
    rules: Rules,
    k: int,
    price: Longs | None = None,
    extra: QuotaPrices | None = None,
) -> Candidates:
    """By seeker the k eligible others with the most score after prices; of the same, the lower position.

    Their scores are plain. Costs 12 bytes times k a seeker, about two nanoseconds for each pair whose organisations
    share, and some ten more for each that is eligible.
    """
    room = min(k, len(others))
    first = np.arange(len(seekers), dtype=np.int64) * room
    other, score = np.empty(len(seekers) * room, np.int32), np.empty(len(seekers) * room, np.int64)
    kept = Scan.of(seekers, others, relations, rules).run(room, first, other, score, price, extra).kept
    return _close(first, kept, other, score)


def surplus(
    seekers: People,
    others: People,
    relations: Relations,
    rules: Rules,
    bonus: int = 0,
    price: Longs | None = None,
    extra: QuotaPrices | None = None,
    floor: Longs | None = None,
) -> Longs:
    """By seeker: the most that is left of an eligible other's score and the bonus after prices; at least 0.

    Over all eligible pairs, so that with what the places cost it bounds what any matching can reach (the dual of the
    transportation problem). `floor` is what each of some eligible pairs is known to leave, without the bonus: then only
    pairs that may leave more are reckoned in full. Nothing less than 0 needs to be known exactly either.
    """
    least = np.full(len(seekers), -bonus, np.int64)
    none = np.zeros(len(seekers), np.int64)
    found = Scan.of(seekers, others, relations, rules).run(
        0,
        none,
        np.empty(0, np.int32),
        np.empty(0, np.int64),
        price,
        extra,
        least if floor is None else np.maximum(floor, least),
    )
    return np.where(found.eligible > 0, found.top + bonus, 0)


def left_of(candidates: Candidates, price: Longs, extra: QuotaPrices | None = None) -> Longs:
    """By seeker: the most that one of these pairs leaves after prices; NOTHING where there are none."""
    most = np.full(candidates.seekers, NOTHING, np.int64)
    for begin in range(0, candidates.seekers, AT_ONCE):
        rows = candidates.start[begin : begin + AT_ONCE + 1]
        other, left = candidates.other[rows[0] : rows[-1]], candidates.score[rows[0] : rows[-1]].copy()
        left -= price[other]
        if extra is not None and len(extra.quotas):
            seeker = np.repeat(np.arange(begin, begin + len(rows) - 1), np.diff(rows))
            quota = extra.quotas.of_pairs(seeker, other)
            left -= np.where(quota == NOBODY, 0, extra.price[quota])
        filled = np.flatnonzero(np.diff(rows))
        if len(filled):
            most[begin + filled] = np.maximum.reduceat(left, rows[filled] - rows[0])
    return most


def unlisted(candidates: Candidates, k: int) -> Longs:
    """By seeker: no eligible pair beside their best `k` has a greater score; NOTHING where fewer are eligible."""
    full = np.flatnonzero(np.diff(candidates.start) >= k)
    most = np.full(candidates.seekers, NOTHING, np.int64)
    if len(full):
        ends = np.stack([candidates.start[full], candidates.start[full + 1]], axis=1).ravel()
        score = np.append(candidates.score, 0)
        most[full] = np.minimum.reduceat(score, ends)[::2]
    return most


def _close(first: Longs, kept: Ints, other: Ints, score: Longs) -> Candidates:
    """Without the room that was not needed: moved down in place and in parts, so that it takes little memory."""
    start = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    for begin in range(0, len(kept), AT_ONCE):
        end = min(begin + AT_ONCE, len(kept))
        low, high = start[begin], start[end]
        at = np.arange(low, high) + np.repeat(first[begin:end] - start[begin:end], kept[begin:end])
        other[low:high], score[low:high] = other[at], score[at]
    return Candidates(start, other[: start[-1]], score[: start[-1]])
