"""The best of one mentee's mentors, and what of each criterion they bring. Arrays of exact types only."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Longs, Whole, Words
from services.matching.engine.compiled import compiled, part
from services.matching.engine.ranking.bounding_kernel import WIDTH, bound, know, tables_of
from services.matching.engine.ranking.columns import Asked, Chosen, Held, Space, Tables
from services.matching.engine.ranking.opened import HAS_PLACES
from services.matching.engine.ranking.sifting_kernel import ONE, sift
from services.matching.engine.ranking.worth import (
    DISCIPLINES,
    EXPERIENCE_GAP,
    GOALS,
    LANGUAGES,
    PREFERENCES,
    QUALITIES,
    SKILLS,
    TIME_OVERLAP,
    common,
    divided,
    gap_value,
    preference_value,
    quality_value,
    size,
    skills_value,
)
from services.matching.engine.scoring.values_kernel import mixed


@part
def comes_before(score: Whole, key: np.uint64, at: Whole, best: Chosen, place: Whole) -> bool:
    """More score; of the same the lower key; of the same key the lower position."""
    if score != best.scores[place]:
        return bool(score > best.scores[place])
    if key != best.keys[place]:
        return bool(key < best.keys[place])
    return bool(at < best.positions[place])


@part
def insert(score: Whole, key: np.uint64, at: Whole, each: Whole, best: Chosen, filled: Whole) -> Whole:
    """Put a mentor among the best so far; gives how many there are then."""
    place = filled
    if filled == len(best.scores):
        if not comes_before(score, key, at, best, filled - 1):
            return filled
        place = filled - 1
    else:
        filled += 1
    while place > 0 and comes_before(score, key, at, best, place - 1):
        best.scores[place], best.keys[place] = best.scores[place - 1], best.keys[place - 1]
        best.positions[place], best.found[place] = best.positions[place - 1], best.found[place - 1]
        place -= 1
    best.scores[place], best.keys[place], best.positions[place], best.found[place] = score, key, at, each
    return filled


@part
def choose(asked: Asked, held: Held, space: Space, many: int, best: Chosen) -> tuple[Whole, int]:
    """The best of the eligible who have a place, and, in `space.beside`, scores of those without one that may be as
    good. Gives how many there are of each.

    Skills are looked at in the order of bounds, until no bound reaches the last of the best.
    """
    share, weight, wanted, opened = asked.share, asked.weights[SKILLS], asked.wanted, asked.opened
    start, length, column, value = held.skills.start, held.skills.length, held.skills.column, held.skills.value
    free, organisation, precedence = held.free, held.organisation, held.precedence
    found, order, known, most, beside = space.found, space.order, space.score, space.most, space.beside
    filled: Whole = 0
    others, enough = 0, np.int64(-1)
    for place in range(many):
        each = order[place]
        if most[each] < enough:
            if (most[each] >> WIDTH) < (enough >> WIDTH):
                break
            continue
        at = found[each]
        score = known[each]
        if most[each] > score:
            grown, used, level = np.int64(0), np.int64(0), np.int64(0)
            for entry in range(start[at], start[at] + length[at]):
                strength, want = np.int64(value[entry]), wanted[column[entry]]
                grown, level, used = grown + want * strength, level + strength, used + strength * int(want > 0)
            score += weight * mixed(share, divided(grown, WHOLE), divided(WHOLE * used, level))
        if score < enough:
            continue
        if (free[at >> 6] >> np.uint64(at & 63)) & ONE and opened[organisation[at]] == HAS_PLACES:
            filled = insert(score, precedence[at], at, each, best, filled)
            if filled == len(best.scores):
                enough = best.scores[filled - 1]
        elif score > enough:
            beside[others] = score
            others += 1
    return filled, others


@part
def explain(
    asked: Asked, held: Held, tables: Tables, marks: Bytes, space: Space, best: Chosen, filled: Whole, values: Longs
) -> None:
    """(places, criteria): how well each criterion is met."""
    for place in range(filled):
        at, each, value = best.positions[place], best.found[place], values[place]
        speak, work = common(asked.languages, held.languages, at), common(asked.disciplines, held.disciplines, at)
        value[GOALS], value[TIME_OVERLAP] = tables.goals[held.goals_offered[at]], tables.times[space.quarters[each]]
        value[SKILLS] = skills_value(asked.share, asked.wanted, held.skills, at)
        value[DISCIPLINES] = tables.disciplines[work, size(held.disciplines[at])]
        value[EXPERIENCE_GAP] = gap_value(np.int64(space.ahead[each]))
        value[LANGUAGES] = tables.languages[speak, size(held.languages[at])]
        value[QUALITIES] = quality_value(asked.wished, held.rated, at)
        value[PREFERENCES] = preference_value(asked.share, np.int64(marks[at]))


@compiled
def ranked(
    candidates: Words, asked: Asked, held: Held, marks: Bytes, space: Space, best: Chosen, values: Longs
) -> tuple[int, Whole, int]:
    """How many are eligible; how many of the best there are, in `best` and with `values`; how many are beside them."""
    many = sift(candidates, asked, held, space)
    tables = tables_of(asked)
    know(asked, held, tables, marks, space, many)
    bound(asked, held, space, many)
    filled, others = choose(asked, held, space, many, best)
    explain(asked, held, tables, marks, space, best, filled, values)
    return many, filled, others
