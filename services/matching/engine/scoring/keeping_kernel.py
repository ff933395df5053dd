"""The best few of many, the worst of them first."""

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
    """Move the best `most` of so many to the front, the worst of them first; how many they are.

    Quickselect (Hoare 1961): costs about three comparisons for each. No two are alike, so that it is clear who stays.
    """
    if count <= most:
        return count
    low, high, last = 0, count - 1, most - 1
    while low < high:
        middle = (low + high) // 2
        pivot, whose = value[middle], found[middle]
        left, right = low, high
        while left <= right:
            while goes_before(value[left], found[left], pivot, whose):
                left += 1
            while goes_before(pivot, whose, value[right], found[right]):
                right -= 1
            if left <= right:
                exchange(found, value, left, right)
                left, right = left + 1, right - 1
        if right < last < left:
            break
        low, high = (low, right) if last <= right else (left, high)
    exchange(found, value, 0, last)
    return most


@inlined
def exchange(found: Ints, value: Longs, one: int, other: int) -> None:
    """Two entries take each other's place."""
    found[one], found[other] = found[other], found[one]
    value[one], value[other] = value[other], value[one]


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
