"""Who of a store is eligible for one mentee."""

import numpy as np

from services.matching.engine.arrays import Whole, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import compiled, part, popcount
from services.matching.engine.ranking.columns import Asked, Held, Space
from services.matching.engine.ranking.glance import HOUR, MOST_YEARS, REST, SAID, WHOLE, YEARS
from services.matching.engine.ranking.opened import CLOSED
from services.matching.engine.ranking.worth import common

ONE = np.uint64(1)
ORGANISATION = np.uint64((1 << YEARS) - 1)


@part
def glance(candidates: Words, asked: Asked, held: Held, space: Space) -> int:
    """Into `space.order` those candidates of whom a first look does not say that they are not eligible, and into
    `space.quarters` the quarters in which both may be free. Gives how many.

    Whoever is out of the question is written over by the next one: hardly a branch depends on it.
    """
    order, quarters, opened, glances = space.order, space.quarters, asked.opened, held.glances
    first, second, third = asked.by_hours[0], asked.by_hours[1], asked.by_hours[2]
    own_years, said, needed, in_area = asked.years, asked.said_hours, asked.quarters, asked.area >= 0
    least, most, many = max(asked.least, 1), asked.most, 0
    for word in range(len(candidates)):
        bits = candidates[word]
        while bits:
            at = (word << 6) + popcount((bits & (~bits + ONE)) - ONE)
            bits &= bits - ONE
            rest = glances[at, REST]
            together = popcount(first & glances[at, 0]) + popcount(second & glances[at, 1])
            together = HOUR * (together + popcount(third & glances[at, 2]))
            gap = np.int64(rest >> np.uint64(YEARS) & np.uint64(MOST_YEARS)) - own_years
            suits = in_area | ((gap >= least) & (gap <= most))
            unsaid = (not said) | (rest >> np.uint64(SAID) & ONE == 0)
            order[many], quarters[many] = at, together
            may = suits & (unsaid | (together >= needed)) & (opened[np.int64(rest & ORGANISATION)] != CLOSED)
            many += int(may)
    return many


@part
def years_there(held: Held, at: Whole, area: int) -> Whole:
    """Hundredths of a year in the area; at large where there is none."""
    if area < 0:
        return np.int64(held.glances[at, REST] >> np.uint64(YEARS) & np.uint64(MOST_YEARS))
    start, column = held.years.start[at], held.years.column
    for entry in range(start, start + held.years.length[at]):
        if column[entry] == area:
            return np.int64(held.years.value[entry])
    return np.int64(0)


@compiled
def sift(candidates: Words, asked: Asked, held: Held, space: Space) -> int:
    """Positions of the candidates whom nothing else forbids, with their years ahead and the quarters in common.

    Gives how many. About four nanoseconds a candidate, and some more for those who pass the first look.
    """
    found, ahead, quarters, order, glances = space.found, space.ahead, space.quarters, space.order, held.glances
    hours, own_hours, own_years, area = held.hours, asked.hours, asked.years, asked.area
    least, most, said, needed, many = max(asked.least, 1), asked.most, asked.said_hours, asked.quarters, 0
    for each in range(glance(candidates, asked, held, space)):
        at, together = order[each], quarters[each]
        rest = glances[at, REST]
        if not (asked.whole_hours and rest >> np.uint64(WHOLE) & ONE):
            together = 0
            for word in range(HOUR_WORDS):
                together += popcount(own_hours[word] & hours[at, word])
        gap = years_there(held, at, area) - own_years
        unsaid = (not said) | (rest >> np.uint64(SAID) & ONE == 0)
        found[many], ahead[many], quarters[many] = at, gap, together
        many += int((gap >= least) & (gap <= most) & (unsaid | (together >= needed)))
    if asked.only_others or asked.common_discipline:
        return keep_allowed(asked, held, space, many)
    return many


@part
def keep_allowed(asked: Asked, held: Held, space: Space, many: int) -> int:
    """Of those found only whom the programme's own rules allow. Gives how many."""
    found, ahead, quarters, organisation = space.found, space.ahead, space.quarters, held.organisation
    kept = 0
    for each in range(many):
        at = found[each]
        if asked.only_others and organisation[at] == asked.organisation:
            continue
        if asked.common_discipline and common(asked.disciplines, held.disciplines, at) == 0:
            continue
        found[kept], ahead[kept], quarters[kept] = at, ahead[each], quarters[each]
        kept += 1
    return kept
