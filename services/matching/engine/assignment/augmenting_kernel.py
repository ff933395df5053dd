"""Shortest augmenting paths: places for those whom the auction left waiting, however alike the scores are.

Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
Computing 38 (1987); here the places of one other have one price, and a path may end where somebody stays out.
"""

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.assignment.heap_kernel import UNSEEN, lift, take_nearest
from services.matching.engine.compiled import compiled, inlined

FAR = 1 << 62
SIZE, CLOSED, NEAREST, END, LEAVER = 0, 1, 2, 3, 4
"""Of a search: how many others wait in the heap, how many are done; how far the nearest end is; the other with a free
place where it is, or NOBODY, and then who stays out."""


@inlined
def relax(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    used: Longs,
    price: Longs,
    seeker: int,
    reached: int,
    least: int,
    distance: Longs,
    through: Ints,
    heap: Ints,
    where: Ints,
    search: Longs,
) -> None:
    """See how far the seeker's candidates are, if the seeker gives up a gain that is `reached` away.

    None is nearer than `least`, where the seeker is, even if the seeker's pair was not quite the best.
    """
    for pair in range(start[seeker], start[seeker + 1]):
        to = other[pair]
        away = max(least, reached - value[pair] + price[to])
        if away >= search[NEAREST] or away >= distance[to]:
            continue
        through[to] = seeker
        if used[to] < first[to + 1] - first[to]:
            search[NEAREST], search[END] = away, to
        else:
            distance[to] = away
            search[SIZE] = lift(heap, where, distance, search[SIZE], to)


@inlined
def explore(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    price: Longs,
    held: Longs,
    distance: Longs,
    through: Ints,
    heap: Ints,
    where: Ints,
    closed: Ints,
    search: Longs,
) -> None:
    """Go from other to other, the nearest first, until the nearest end is reached."""
    while search[SIZE] > 0 and distance[heap[0]] < search[NEAREST]:
        one = take_nearest(heap, where, distance, search[SIZE])
        search[SIZE] -= 1
        closed[search[CLOSED]] = one
        search[CLOSED] += 1
        for place in range(first[one], first[one + 1]):
            seeker = owner[place]
            reached = distance[one] + held[seeker] - price[one]
            if reached < search[NEAREST]:
                search[NEAREST], search[END], search[LEAVER] = max(distance[one], reached), NOBODY, seeker
            relax(
                *(start, other, value, first, used, price, seeker, reached, distance[one]),
                *(distance, through, heap, where, search),
            )


@inlined
def shift(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    holds: Ints,
    held: Longs,
    place: Longs,
    through: Ints,
    end: int,
    leaver: int,
) -> None:
    """Everybody on the path takes the place of the next; at its end there is a free place, or somebody leaves one."""
    to, at = end, -1
    if to >= 0:
        at = first[to] + used[to]
        used[to] += 1
    else:
        to, at = holds[leaver], place[leaver]
        holds[leaver] = NOBODY
    while to >= 0:
        seeker = through[to]
        before, left = holds[seeker], place[seeker]
        owner[at], place[seeker], holds[seeker] = seeker, at, to
        for pair in range(start[seeker], start[seeker + 1]):
            if other[pair] == to:
                held[seeker] = value[pair]
        to, at = before, left


@inlined
def best_gain(other: Ints, value: Longs, price: Longs) -> int:
    """What a seeker gains at best at these prices; 0 for staying out."""
    best = 0
    for pair in range(len(other)):
        best = max(best, value[pair] - price[other[pair]])
    return best


@inlined
def raise_prices(price: Longs, distance: Longs, heap: Ints, where: Ints, closed: Ints, search: Longs) -> None:
    """Raise the price of all that were nearer than the end, and forget the search."""
    for at in range(search[CLOSED]):
        price[closed[at]] += search[NEAREST] - distance[closed[at]]
        distance[closed[at]], where[closed[at]] = FAR, UNSEEN
    for at in range(search[SIZE]):
        distance[heap[at]], where[heap[at]] = FAR, UNSEEN


@compiled
def augment(
    start: Longs,
    other: Ints,
    value: Longs,
    first: Longs,
    owner: Ints,
    used: Longs,
    price: Longs,
    holds: Ints,
    held: Longs,
    place: Longs,
    waiting: Ints,
    most_steps: int,
) -> int:
    """Find for each who waits the shortest path to a free place, or to whoever had best stay out, and shift along it.

    Stops when so many others were explored. Returns how many of those who wait were seen to. If everybody's pair was
    the best for them at these prices, and every other with a free place cost nothing, then both still hold.
    """
    others = len(price)
    distance = np.full(others, FAR, np.int64)
    through = np.full(others, NOBODY, np.int32)
    where = np.full(others, UNSEEN, np.int32)
    heap, closed = np.empty(others, np.int32), np.empty(others, np.int32)
    search = np.zeros(5, np.int64)
    steps = 0
    for number in range(len(waiting)):
        seeker = waiting[number]
        row = slice(start[seeker], start[seeker + 1])
        most = best_gain(other[row], value[row], price)
        if steps > most_steps:
            return number
        if most == 0:
            continue
        search[SIZE], search[CLOSED], search[NEAREST] = 0, 0, most
        search[END], search[LEAVER] = NOBODY, seeker
        relax(start, other, value, first, used, price, seeker, most, 0, distance, through, heap, where, search)
        explore(
            start, other, value, first, owner, used, price, held, distance, through, heap, where, closed, search
        )  # fmt: skip
        steps += search[CLOSED]
        raise_prices(price, distance, heap, where, closed, search)
        shift(start, other, value, first, owner, used, holds, held, place, through, search[END], search[LEAVER])
    return len(waiting)
