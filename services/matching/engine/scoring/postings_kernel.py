"""Who has a skill: by skill the people of a block, where the people's own lists are by person."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Ints, Longs
from services.matching.engine.compiled import compiled, inlined
from services.matching.engine.scoring.packed import LEVEL, LEVEL_BITS

PRODUCT_BITS = 32
"""Of what is added up of skills: the levels; the sum of products stands above them."""
LEVELS = (1 << PRODUCT_BITS) - 1


class Postings(NamedTuple):
    """Skill `s` is had by `at[start[s] : start[s + 1]]`, positions in the block, at the levels beside them."""

    start: Longs
    at: Ints
    level: Ints


@compiled
def postings(people: Ints, start: Longs, count: Ints, entry: Ints, skills: int) -> tuple[Longs, Ints, Ints]:
    """Of so many skills. A counting sort: it costs a few nanoseconds a skill of a person."""
    first = np.zeros(skills + 1, np.int64)
    for person in people:
        for skill in entry[start[person] : start[person] + count[person]]:
            first[(skill >> LEVEL_BITS) + 1] += 1
    for skill in range(skills):
        first[skill + 1] += first[skill]
    at, level, free = np.empty(first[skills], np.int32), np.empty(first[skills], np.int32), first[:skills].copy()
    for position in range(len(people)):
        person = people[position]
        for skill in entry[start[person] : start[person] + count[person]]:
            number = skill >> LEVEL_BITS
            at[free[number]], level[free[number]] = position, skill & LEVEL
            free[number] += 1
    return first, at, level


@inlined
def add_up(
    entry: Ints, person: int, start: Longs, count: Ints, first: Longs, at: Ints, level: Ints, sums: Longs
) -> None:
    """By person of the block: the products with one's own skills, and below them the levels of skills that one has."""
    for own in range(start[person], start[person] + count[person]):
        skill, mine = entry[own] >> LEVEL_BITS, np.int64(entry[own] & LEVEL)
        both = mine << PRODUCT_BITS | np.int64(mine > 0)
        for posting in range(first[skill], first[skill + 1]):
            sums[at[posting]] += both * level[posting]
