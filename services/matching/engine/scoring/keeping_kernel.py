"""The best few of many: a heap, the worst of them first."""

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.compiled import copy, inlined

LEAST_ROOM = 32


@inlined
def room_for(most: int) -> int:
    """So many are kept before the worst of them are left: twice the best `most`, or a few more."""
    return most + max(most, LEAST_ROOM)


@inlined
def goes_before(value: int, position: int, than_value: int, than_position: int) -> bool:
    """Whether a candidate is better than another one: by value, then by position."""
    return value > than_value or (value == than_value and position < than_position)


@inlined
def keep_best(found: Ints, value: Longs, count: int, most: int) -> int:
    """Move the best `most` of so many to the front, in no order; how many they are. The front is a heap, worst first.

    Costs count + (exchanges · log most).
    """
    if count <= most:
        return count
    for start in range(most // 2 - 1, -1, -1):
        sift(found, value, start, most)
    for entry in range(most, count):
        if goes_before(value[entry], found[entry], value[0], found[0]):
            found[0], found[entry] = found[entry], found[0]
            value[0], value[entry] = value[entry], value[0]
            sift(found, value, 0, most)
    return most


@inlined
def sift(found: Ints, value: Longs, start: int, size: int) -> None:
    """Let the entry sink until both below it are better."""
    at = start
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and goes_before(value[below], found[below], value[below + 1], found[below + 1]):
            below += 1
        if goes_before(value[below], found[below], value[at], found[at]):
            break
        found[at], found[below] = found[below], found[at]
        value[at], value[below] = value[below], value[at]
        at = below


@inlined
def in_order(found: Ints, value: Longs, count: int) -> None:
    """Sort by position: few by insertion, many by numpy."""
    if count > 64:
        order = np.argsort(found[:count])
        copy(count, found[:count][order], found)
        copy(count, value[:count][order], value)
        return
    for entry in range(1, count):
        position, worth, at = found[entry], value[entry], entry
        while at > 0 and found[at - 1] > position:
            found[at], value[at] = found[at - 1], value[at - 1]
            at -= 1
        found[at], value[at] = position, worth
