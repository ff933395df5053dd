"""One mentee against all mentors of a store: first who is eligible, then who is best. Arrays of exact types only."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Ints, Longs, Whole, Words
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.ranking.columns import Asked, Held, Space
from services.matching.engine.ranking.opened import CLOSED, HAS_PLACES
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
    fill_values,
    gap_value,
    overlap_value,
    preference_value,
    quality_value,
    skills_value,
    skills_value_at_most,
    years_in,
)

ONE = np.uint64(1)
BUCKETS, WIDTH = 256, 19
"""Of bounds: PERFECT is a little less than 2 ** 27."""


@inlined
def has(bits: Words, at: int) -> bool:
    """Whether a position is in the set."""
    return bool((bits[at >> 6] >> np.uint64(at & 63)) & ONE)


@inlined
def open_ones(opened: Bytes, organisation: Ints, word: int) -> np.uint64:
    """Of the sixty-four positions of a word those whose organisation is not closed. No branches."""
    mask, first = np.uint64(0), word << 6
    for bit in range(min(64, len(organisation) - first)):
        mask |= np.uint64(opened[organisation[first + bit]] != CLOSED) << np.uint64(bit)
    return mask


@compiled
def sift(candidates: Words, asked: Asked, held: Held, space: Space) -> int:
    """Positions of the candidates whom nothing else forbids, with their years ahead and the quarters in common.

    Gives how many.
    """
    many = 0
    for word in range(len(candidates)):
        if candidates[word] == 0:
            continue
        bits = candidates[word] & open_ones(asked.opened, held.organisation, word)
        while bits:
            at = (word << 6) + popcount((bits & (~bits + ONE)) - ONE)
            bits &= bits - ONE
            if common(asked.languages, held.languages, at) == 0:
                continue
            gap = years_in(asked.area, at, np.int64(held.most_years[at]), held.years) - asked.years
            if gap <= 0 or gap < asked.least or gap > asked.most:
                continue
            if asked.only_others and held.organisation[at] == asked.organisation:
                continue
            if asked.common_discipline and common(asked.disciplines, held.disciplines, at) == 0:
                continue
            together = common(asked.hours, held.hours, at)
            if asked.said_hours and held.said_hours[at] and together < asked.quarters:
                continue
            space.found[many], space.ahead[many], space.quarters[many] = at, gap, together
            many += 1
    return many


@inlined
def comes_before(
    score: Whole, key: np.uint64, at: Whole, best: Longs, keys: Words, positions: Ints, place: Whole
) -> bool:
    """More score; of the same the lower key; of the same key the lower position."""
    if score != best[place]:
        return bool(score > best[place])
    if key != keys[place]:
        return bool(key < keys[place])
    return bool(at < positions[place])


@inlined
def insert(score: Whole, key: np.uint64, at: Whole, best: Longs, keys: Words, positions: Ints, filled: Whole) -> Whole:
    """Put a mentor among the best so far; gives how many there are then."""
    place = filled
    if filled == len(best):
        if not comes_before(score, key, at, best, keys, positions, filled - 1):
            return filled
        place = filled - 1
    else:
        filled += 1
    while place > 0 and comes_before(score, key, at, best, keys, positions, place - 1):
        best[place], keys[place], positions[place] = best[place - 1], keys[place - 1], positions[place - 1]
        place -= 1
    best[place], keys[place], positions[place] = score, key, at
    return filled


@compiled
def bound(asked: Asked, held: Held, marks: Bytes, space: Space, many: int) -> None:
    """For each of the eligible what is quickly known of the score, and the most that it can become.

    Then their order, highest bound first, by 256 buckets: two walks over them instead of sorting.
    """
    weights, share = asked.weights, asked.share
    counts = np.zeros(BUCKETS + 1, np.int64)
    beyond = WHOLE * (weights[LANGUAGES] + weights[DISCIPLINES])
    wanted = np.uint64(0)
    for mark in asked.wanted_marks:
        wanted |= mark
    for each in range(many):
        at = space.found[each]
        score = weights[GOALS] * asked.goals[held.goals_offered[at]]
        score += weights[TIME_OVERLAP] * asked.times[space.quarters[each]]
        score += weights[EXPERIENCE_GAP] * gap_value(np.int64(space.ahead[each]))
        if marks[at]:
            score += weights[PREFERENCES] * preference_value(share, np.int64(marks[at]))
        score += weights[QUALITIES] * quality_value(asked, held, at)
        space.score[each] = score
        space.most[each] = score + beyond
        if held.skill_marks[at] & wanted:
            space.most[each] += weights[SKILLS] * skills_value_at_most(asked, held.skill_marks[at])
        counts[BUCKETS - (space.most[each] >> WIDTH)] += 1
    counts[1:] = np.cumsum(counts[:-1])
    counts[0] = 0
    for each in range(many):
        bucket = BUCKETS - (space.most[each] >> WIDTH)
        space.order[counts[bucket]] = each
        counts[bucket] += 1


@compiled
def choose(
    asked: Asked, held: Held, space: Space, many: int, best: Longs, keys: Words, positions: Ints
) -> tuple[Whole, int]:
    """The best of the eligible who have a place, and, in `space.beside`, scores of those without one that may be as
    good. Gives how many there are of each.

    Exact scores are worked out in the order of bounds, until no bound reaches the last of the best.
    """
    filled: Whole = 0
    others = 0
    for place in range(many):
        each = space.order[place]
        enough = best[filled - 1] if filled == len(best) else -1
        if space.most[each] < enough:
            if (space.most[each] >> WIDTH) < (enough >> WIDTH):
                break
            continue
        at = space.found[each]
        score = space.score[each] + exactly(asked, held, at)
        if has(held.free, at) and asked.opened[held.organisation[at]] == HAS_PLACES:
            filled = insert(score, held.precedence[at], at, best, keys, positions, filled)
        elif score > enough:
            space.beside[others] = score
            others += 1
    return filled, others


@inlined
def exactly(asked: Asked, held: Held, at: Whole) -> Whole:
    """What was not quickly known."""
    weights, share = asked.weights, asked.share
    worth: Whole = weights[LANGUAGES] * overlap_value(share, asked.languages, held.languages, at)
    worth += weights[DISCIPLINES] * overlap_value(share, asked.disciplines, held.disciplines, at)
    worth += weights[SKILLS] * skills_value(asked, held.skills, at)
    return worth


@compiled
def explain(asked: Asked, held: Held, marks: Bytes, space: Space, many: int, positions: Ints, value: Longs) -> None:
    """(positions, criteria): how well each criterion is met."""
    for place in range(len(positions)):
        at = positions[place]
        each = np.searchsorted(space.found[:many], at)
        fill_values(
            asked, held, at, np.int64(space.ahead[each]), space.quarters[each], np.int64(marks[at]), value[place]
        )
