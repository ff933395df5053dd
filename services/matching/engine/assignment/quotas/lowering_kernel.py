"""Prices fall where a place is left: whoever gains most by it comes, and leaves a place that is cheaper in turn.

The searches of `augmenting_kernel` turned round: from a free place that still costs something to where a place may be
left for nothing, or to somebody who stayed out. Bertsekas, Castañón and Tsaknakis, "Reverse auction and the solution
of inequality constrained assignment problems", SIAM Journal on Optimization 3 (1993), lower prices bid by bid.
"""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.augmenting_kernel import CLOSED, END, FAR, LEAVER, NEAREST, SIZE
from services.matching.engine.assignment.heap_kernel import UNSEEN, lift, take_nearest
from services.matching.engine.compiled import compiled, inlined

ENTRY = LEAVER
"""Where somebody comes who stayed out: by which entry of the other at the end; or NOBODY."""


@inlined
def look(
    value: Longs,
    price: Longs,
    holds: Ints,
    held: Longs,
    by_start: Longs,
    by_seeker: Ints,
    by_pair: Ints,
    most: Longs,
    one: int,
    distance: Longs,
    through: Longs,
    toward: Ints,
    heap: Ints,
    where: Ints,
    search: Longs,
) -> None:
    """See for all who are eligible there how much cheaper it has to be until they come.

    `most` is what each entry's pair is worth at most: it lies in a row, unlike the values.
    """
    for entry in range(by_start[one], by_start[one + 1]):
        leaves = holds[by_seeker[entry]]
        if leaves == one:
            continue
        gain = held[by_seeker[entry]] - price[leaves] if leaves >= 0 else 0
        if distance[one] + gain + price[one] - most[entry] >= search[NEAREST]:
            continue
        away = distance[one] + max(0, gain + price[one] - value[by_pair[entry]])
        if away >= search[NEAREST]:
            continue
        if leaves < 0:
            search[NEAREST], search[END], search[ENTRY] = away, one, entry
        elif away < distance[leaves]:
            distance[leaves], through[leaves], toward[leaves] = away, entry, one
            search[SIZE] = lift(heap, where, distance, search[SIZE], leaves)
            if away + price[leaves] < search[NEAREST]:
                search[NEAREST], search[END], search[ENTRY] = away + price[leaves], leaves, NOBODY


@inlined
def leave(first: Longs, owner: Ints, used: Longs, place: Longs, one: int, at: int) -> None:
    """The place is free from now on: whoever has the last one moves up."""
    used[one] -= 1
    last = first[one] + used[one]
    owner[at] = owner[last]
    place[owner[at]] = at
    owner[last] = NOBODY


@inlined
def follow(
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    holds: Ints,
    held: Longs,
    place: Longs,
    by_seeker: Ints,
    by_pair: Ints,
    begin: int,
    through: Longs,
    toward: Ints,
    search: Longs,
) -> None:
    """Everybody on the path moves on to the place that is left to them."""
    one, entry = search[END], search[ENTRY]
    if entry < 0 and one == begin:
        return
    if entry < 0:
        entry = through[one]
        leave(first, owner, used, place, one, place[by_seeker[entry]])
        one = toward[one]
    while True:
        seeker = by_seeker[entry]
        at = first[one] + used[one] if one == begin else place[by_seeker[through[one]]]
        owner[at], place[seeker], holds[seeker], held[seeker] = seeker, at, one, value[by_pair[entry]]
        if one == begin:
            used[one] += 1
            return
        entry, one = through[one], toward[one]


@compiled
def lower(
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    price: Longs,
    holds: Ints,
    held: Longs,
    place: Longs,
    by_start: Longs,
    by_pair: Ints,
    by_seeker: Ints,
    most: Longs,
    most_searches: int,
) -> int:
    """Lower the price of every other with a free place, until somebody comes or it costs nothing. How many searches.

    Entries by other: which pair, whose, and what it is worth at `most`. If everybody's pair is the best for them at
    these prices, it stays so.
    """
    others = len(price)
    distance, through = np.full(others, FAR, np.int64), np.full(others, NOBODY, np.int64)
    toward, where = np.full(others, NOBODY, np.int32), np.full(others, UNSEEN, np.int32)
    heap, closed = np.empty(others, np.int32), np.empty(others, np.int32)
    search = np.zeros(5, np.int64)
    searches = 0
    for begin in range(others):
        while searches < most_searches and price[begin] > 0 and used[begin] < first[begin + 1] - first[begin]:
            searches += 1
            search[SIZE], search[CLOSED], search[NEAREST] = 0, 0, price[begin]
            search[END], search[ENTRY] = begin, NOBODY
            distance[begin] = 0
            search[SIZE] = lift(heap, where, distance, search[SIZE], begin)
            while search[SIZE] > 0 and distance[heap[0]] < search[NEAREST]:
                one = take_nearest(heap, where, distance, search[SIZE])
                search[SIZE] -= 1
                closed[search[CLOSED]] = one
                search[CLOSED] += 1
                look(
                    *(value, price, holds, held, by_start, by_seeker, by_pair, most, one),
                    *(distance, through, toward, heap, where, search),
                )
            for at in range(search[CLOSED]):
                price[closed[at]] -= search[NEAREST] - distance[closed[at]]
                distance[closed[at]], where[closed[at]] = FAR, UNSEEN
            for at in range(search[SIZE]):
                distance[heap[at]], where[heap[at]] = FAR, UNSEEN
            follow(value, first, owner, used, holds, held, place, by_seeker, by_pair, begin, through, toward, search)
    return searches
