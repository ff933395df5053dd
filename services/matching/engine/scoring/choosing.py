"""Eligible pairs, the best of each seeker, and what the best leaves after prices."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People, Relations, Rules
from services.matching.engine.scoring.prices import QuotaPrices
from services.matching.engine.scoring.scanning import Scan

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
    known: Candidates | None = None,
) -> Longs:
    """By seeker: the most that is left of an eligible other's score and the bonus after prices; at least 0.

    Over all eligible pairs, so that with what the places cost it bounds what any matching can reach (the dual of the
    transportation problem). With `known`, some of the eligible pairs, it is the same, but sooner: pairs are reckoned
    in full only if they may leave more than the known ones. Nothing less than 0 needs to be known exactly either.
    """
    floor = np.full(len(seekers), -bonus, np.int64)
    if known is not None:
        _raise_to_known(floor, known, price, extra)
    none = np.zeros(len(seekers), np.int64)
    found = Scan.of(seekers, others, relations, rules).run(
        0, none, np.empty(0, np.int32), np.empty(0, np.int64), price, extra, floor
    )
    return np.where(found.eligible > 0, found.top + bonus, 0)


def _raise_to_known(floor: Longs, known: Candidates, price: Longs | None, extra: QuotaPrices | None) -> None:
    """By seeker: to the most that a known pair leaves after prices. In parts, so that it takes little memory."""
    for start in range(0, known.seekers, AT_ONCE):
        rows = known.start[start : start + AT_ONCE + 1]
        seeker = np.repeat(np.arange(start, start + len(rows) - 1), np.diff(rows))
        other, left = known.other[rows[0] : rows[-1]], known.score[rows[0] : rows[-1]].copy()
        if price is not None:
            left -= price[other]
        if extra is not None and len(extra.quotas):
            quota = extra.quotas.of_pairs(seeker, other)
            left -= np.where(quota == NOBODY, 0, extra.price[quota])
        np.maximum.at(floor, seeker, left)


def _close(first: Longs, kept: Ints, other: Ints, score: Longs) -> Candidates:
    """Without the room that was not needed: moved down in place and in parts, so that it takes little memory."""
    start = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    for begin in range(0, len(kept), AT_ONCE):
        end = min(begin + AT_ONCE, len(kept))
        low, high = start[begin], start[end]
        at = np.arange(low, high) + np.repeat(first[begin:end] - start[begin:end], kept[begin:end])
        other[low:high], score[low:high] = other[at], score[at]
    return Candidates(start, other[: start[-1]], score[: start[-1]])
