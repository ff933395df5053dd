"""Deferred acceptance: seekers propose, others keep whom they like best."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.compiled import compiled, inlined


@inlined
def least_liked(kept: Longs, liked: Longs) -> int:
    """Which of the kept pairs the other would give up first: the lowest score, then the later seeker."""
    worst = 0
    for at in range(1, len(kept)):
        least, this = liked[kept[worst]], liked[kept[at]]
        if this < least or (this == least and kept[at] > kept[worst]):
            worst = at
    return worst


@compiled
def propose(
    start: Longs,
    other: Ints,
    liked: Longs,
    ranking: Longs,
    first: Longs,
    quota: Ints,
    left: Longs,
) -> Ints:
    """By seeker: the other, or NOBODY. `ranking` lists each seeker's pairs, the dearest first.

    `quota` is by pair, or NOBODY; `left` is by quota, how many pairs it still allows, and last how many have none.
    """
    seekers = len(start) - 1
    holds = np.full(seekers, NOBODY, np.int32)
    kept = np.empty(first[-1], np.int64)
    count = np.zeros(len(first) - 1, np.int64)
    upcoming = start[:-1].copy()
    whose = np.empty(len(other), np.int32)
    waiting = np.arange(seekers - 1, -1, -1)
    for seeker in range(seekers):
        whose[start[seeker] : start[seeker + 1]] = seeker
    size = seekers
    while size > 0:
        seeker = waiting[size - 1]
        if upcoming[seeker] == start[seeker + 1]:
            size -= 1
            continue
        pair = ranking[upcoming[seeker]]
        upcoming[seeker] += 1
        to, under = other[pair], quota[pair]
        begin, places = first[to], first[to + 1] - first[to]
        if places == 0:
            continue
        if count[to] < places:
            if left[under] == 0:
                continue
            at = begin + count[to]
            count[to] += 1
            size -= 1
        else:
            at = begin + least_liked(kept[begin : begin + places], liked)
            given_up = kept[at]
            if liked[pair] < liked[given_up] or (liked[pair] == liked[given_up] and pair > given_up):
                continue
            if left[under] == 0 and quota[given_up] != under:
                continue
            holds[whose[given_up]] = NOBODY
            waiting[size - 1] = whose[given_up]
            left[quota[given_up]] += 1
        kept[at] = pair
        holds[seeker] = to
        left[under] -= 1
    return holds
