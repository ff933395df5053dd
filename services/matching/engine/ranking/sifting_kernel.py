"""Who of a store is eligible for one mentee."""

import numpy as np

from services.matching.engine.arrays import Ints, Whole, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import compiled, part, popcount
from services.matching.engine.ranking.brief import HOURS, QUARTER, REST, SAID, WHOLE_HOURS
from services.matching.engine.ranking.columns import Asked, Held, Space
from services.matching.engine.ranking.opened import CLOSED
from services.matching.engine.ranking.worth import common

ONE, NONE = np.uint64(1), np.uint64(0)
AT_ONCE = 64
"""Lines that are fetched together: they fit the first level of a processor's caches, beside all else."""


@part
def met(candidates: Words, asked: Asked, held: Held, space: Space) -> int:
    """Into `space.order` the candidates whose organisation is not closed. Gives how many."""
    order, opened, organisation, many = space.order, asked.opened, held.organisation, 0
    for word in range(len(candidates)):
        bits = candidates[word]
        while bits:
            at = (word << 6) + popcount((bits & (~bits + ONE)) - ONE)
            bits &= bits - ONE
            order[many] = at
            many += int(opened[organisation[at]] != CLOSED)
    return many


@part
def fetch(brief: Words, positions: Ints, first: Whole, last: Whole, rest: Words) -> None:
    """The rest of so many. In one short loop, so that their lines come from memory at the same time."""
    for each in range(first, last):
        rest[each - first] = brief[positions[each], REST]


@part
def years_of(asked: Asked, held: Held, space: Space, met_many: int) -> None:
    """Into `space.most` the years in the area, or at large, of those met."""
    order, years, area = space.order, space.most, asked.area
    start, length, column, value = held.years.start, held.years.length, held.years.column, held.years.value
    most_years = held.most_years
    for each in range(met_many):
        at = order[each]
        years[each] = most_years[at] if area < 0 else 0
        if area >= 0:
            for entry in range(start[at], start[at] + length[at]):
                if column[entry] == area:
                    years[each] = value[entry]


@compiled
def sift(candidates: Words, asked: Asked, held: Held, space: Space) -> int:
    """Positions of the candidates whom nothing else forbids, with their years ahead and the quarters in common.

    Gives how many. Whoever is not eligible is written over by the next one: hardly a branch depends on it.
    """
    found, ahead, quarters, order, years = space.found, space.ahead, space.quarters, space.order, space.most
    brief, hours, own_hours, own_brief = held.brief, held.hours, asked.hours, asked.brief_hours
    rest, own_years, said, needed = np.zeros(AT_ONCE, np.uint64), asked.years, asked.said_hours, asked.quarters
    least, most, many = max(asked.least, 1), asked.most, 0
    met_many = met(candidates, asked, held, space)
    years_of(asked, held, space, met_many)
    for first in range(0, met_many, AT_ONCE):
        last = min(first + AT_ONCE, met_many)
        fetch(brief, order, first, last, rest)
        for each in range(first, last):
            at, together = order[each], 0
            if asked.whole_hours and rest[each - first] >> np.uint64(WHOLE_HOURS) & ONE:
                for word in range(3):
                    together += QUARTER * popcount(own_brief[word] & brief[at, HOURS + word])
            else:
                for word in range(HOUR_WORDS):
                    together += popcount(own_hours[word] & hours[at, word])
            gap = years[each] - own_years
            unsaid = (not said) | (rest[each - first] >> np.uint64(SAID) & ONE == NONE)
            may = (gap >= least) & (gap <= most) & (unsaid | (together >= needed))
            found[many], ahead[many], quarters[many] = at, gap, together
            many += int(may)
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
