"""What is laid out once for a lane, and once for each of its seekers, before others are looked at."""

import numpy as np

from services.matching.engine.arrays import Bytes, Ints, Longs, Words
from services.matching.engine.compiled import inlined


@inlined
def least_of(seekers: Longs, own_years: Ints) -> int:
    """The least years of any of them."""
    least = np.int64(own_years[seekers[0]])
    for number in range(len(seekers)):
        least = min(least, np.int64(own_years[seekers[number]]))
    return least  # type: ignore[return-value]


@inlined
def narrow(
    least: int,
    years: Ints,
    language: Words,
    hours: Words,
    said: Bytes,
    able: Ints,
    spans: Ints,
    speaks: Words,
    early: Words,
    middle: Words,
    late: Words,
    stated: Bytes,
) -> int:
    """Lay those side by side who have years enough for any seeker of the lane; how many. Few have been in each area."""
    count = 0
    for at in range(len(years)):
        if years[at] >= least:
            able[count], spans[count], speaks[count], stated[count] = at, years[at], language[at], said[at]
            early[count], middle[count], late[count] = hours[0, at], hours[1, at], hours[2, at]
            count += 1
    return count


@inlined
def mark(first: int, last: int, mark_other: Ints, mark_bits: Ints, place: Ints, marked: Ints) -> None:
    """By position: what is known between the seeker and those of the block."""
    for entry in range(first, last):
        at = place[mark_other[entry]]
        if at >= 0:
            marked[at] |= mark_bits[entry]


@inlined
def unmark(first: int, last: int, mark_other: Ints, place: Ints, marked: Ints) -> None:
    """Nothing again."""
    for entry in range(first, last):
        at = place[mark_other[entry]]
        if at >= 0:
            marked[at] = 0
