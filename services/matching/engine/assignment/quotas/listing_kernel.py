"""Pairs listed by something else than the seeker."""

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.compiled import compiled


@compiled
def list_by(start: Longs, key: Ints, begin: Longs, pair: Ints, seeker: Ints) -> None:
    """Pairs by a number from 0, those of one number in order; who has a number below 0 is left out.

    `begin` is where each number's entries begin, and is left so; `pair` and `seeker` are filled.
    """
    at = begin.copy()
    for one in range(len(start) - 1):
        for number in range(start[one], start[one + 1]):
            to = key[number]
            if to >= 0:
                pair[at[to]], seeker[at[to]] = number, one
                at[to] += 1


@compiled
def pairs_of(start: Longs, other: Ints, seekers: Longs, others: Ints) -> Longs:
    """The pair of each seeker with the other beside; every one of them is there."""
    pairs = np.empty(len(seekers), np.int64)
    for number in range(len(seekers)):
        pair = start[seekers[number]]
        while other[pair] != others[number]:
            pair += 1
        pairs[number] = pair
    return pairs
