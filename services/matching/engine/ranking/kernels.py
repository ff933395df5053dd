"""One mentee against all mentors of a store: first who is eligible, then who is best. Arrays of exact types only."""

import numpy as np

from services.matching.engine.arrays import Bytes, Flags, Ints, Longs, Shorts, Words
from services.matching.engine.columns import Value
from services.matching.engine.compiled import compiled, inlined, popcount
from services.matching.engine.scoring.scales import FARTHEST_GAP, LEAST_GAP, MOST_GAP

CLOSED, SHARED, HAS_PLACES = 0, 1, 2
"""What an organisation is to the mentee's: not to be met; to be met; and with places left under the agreement."""
GOALS, SKILLS, DISCIPLINES = int(Value.GOALS), int(Value.SKILLS), int(Value.DISCIPLINES)
EXPERIENCE_GAP, LANGUAGES, TIME_OVERLAP = int(Value.EXPERIENCE_GAP), int(Value.LANGUAGES), int(Value.TIME_OVERLAP)
QUALITIES, PREFERENCES = int(Value.QUALITIES), int(Value.PREFERENCES)
BY_MENTEE, BY_MENTOR = 1, 2
ONE = np.uint64(1)
ALL = 10_000


@inlined
def common(one: Words, others: Words, at: int) -> int:
    """How many members two sets share."""
    count = 0
    for word in range(len(one)):
        count += popcount(one[word] & others[at, word])
    return count


@inlined
def size(sets: Words, at: int) -> int:
    """How many members a set has."""
    count = 0
    for word in range(sets.shape[1]):
        count += popcount(sets[at, word])
    return count


@inlined
def divided(amount: int, by: int) -> int:
    """Half up; nothing where there is nothing to divide by."""
    return (amount + by // 2) // by if by > 0 else 0


@inlined
def years_in(area: int, at: int, most: Ints, start: Longs, count: Ints, column: Ints, value: Shorts) -> int:
    """Hundredths of a year in an area; at large where none is sought."""
    if area < 0:
        return int(most[at])
    for entry in range(start[at], start[at] + count[at]):
        if column[entry] == area:
            return int(value[entry])
    return 0


@compiled
def sift(
    candidates: Words,
    seeker: Longs,
    sets: tuple[Words, Words, Words],
    opened: Bytes,
    organisation: Ints,
    languages: Words,
    disciplines: Words,
    years: tuple[Ints, Longs, Ints, Ints, Shorts],
    hours: Words,
    said_hours: Flags,
    found: Ints,
    ahead: Ints,
    quarters: Ints,
) -> int:
    """Positions of the candidates whom nothing else forbids, with their years ahead and the quarters in common.

    Gives how many; the three arrays have room for all. `seeker`: organisation, whether other organisations only,
    whether a common discipline is asked for, area, own years, least and most years ahead, said hours, least quarters.
    """
    own, only_others, common_discipline, area, years_own, least, most, said, least_quarters = seeker
    own_languages, own_disciplines, own_hours = sets
    many = 0
    for word in range(len(candidates)):
        bits = candidates[word]
        while bits:
            lowest = bits & (~bits + ONE)
            at = 64 * word + popcount(lowest - ONE)
            bits ^= lowest
            of = organisation[at]
            if of >= len(opened) or opened[of] == CLOSED or (only_others and of == own):
                continue
            if not common(own_languages, languages, at):
                continue
            if common_discipline and not common(own_disciplines, disciplines, at):
                continue
            gap = years_in(area, at, years[0], years[1], years[2], years[3], years[4]) - years_own
            if gap <= 0 or gap < least or gap > most:
                continue
            together = common(own_hours, hours, at)
            if said and said_hours[at] and together < least_quarters:
                continue
            found[many], ahead[many], quarters[many] = at, gap, together
            many += 1
    return many


@inlined
def gap_value(ahead: int) -> int:
    """How well so many hundredths of a year ahead suit."""
    if ahead <= MOST_GAP:
        return min(ALL, divided(ALL * ahead, LEAST_GAP))
    return max(0, ALL - (ahead - MOST_GAP) * ALL // (2 * (FARTHEST_GAP - MOST_GAP)))


@inlined
def both(share: int, mine: int, theirs: int) -> int:
    """The mentee's view and the mentor's."""
    return (share * mine + (100 - share) * theirs + 50) // 100


@inlined
def skills_value(wanted: Longs, at: int, share: int, start: Longs, count: Ints, column: Ints, value: Shorts) -> int:
    """What the mentee wants to grow in against what the mentor is strong in."""
    grown, used, level = 0, 0, 0
    for entry in range(start[at], start[at] + count[at]):
        strength = int(value[entry])
        level += strength
        if column[entry] < len(wanted) and wanted[column[entry]]:
            grown += wanted[column[entry]] * strength
            used += strength
    return both(share, divided(grown, ALL), divided(ALL * used, level))


@inlined
def overlap(share: int, together: int, mine: int, theirs: int) -> int:
    """What two sets share, as parts of each of them."""
    return both(share, divided(ALL * together, mine), divided(ALL * together, theirs))


@inlined
def plain_values(
    at: int, ahead: int, quarters: int, asks: tuple[int, int, Longs, Longs], own: tuple[Words, int, Words, int],
    marks: Bytes, offers: tuple[Bytes, Words, Words, Shorts], value: Longs,
) -> None:  # fmt: skip
    """How well each criterion is met, the skills aside."""
    share, enough, goals, wished = asks
    own_languages, language_count, own_disciplines, discipline_count = own
    goals_offered, languages, disciplines, rated = offers
    value[GOALS] = goals[goals_offered[at]]
    value[DISCIPLINES] = overlap(
        share, common(own_disciplines, disciplines, at), discipline_count, size(disciplines, at)
    )
    value[EXPERIENCE_GAP] = gap_value(ahead)
    value[LANGUAGES] = overlap(share, common(own_languages, languages, at), language_count, size(languages, at))
    value[TIME_OVERLAP] = min(ALL, divided(ALL * quarters, enough))
    quality = 0
    for each in range(len(wished)):
        quality += wished[each] * np.int64(rated[at, each])
    value[QUALITIES] = divided(quality, ALL)
    value[PREFERENCES] = both(share, ALL * (marks[at] & BY_MENTEE), ALL * ((marks[at] & BY_MENTOR) >> 1))


@inlined
def comes_before(score: int, key: int, at: int, other: Longs, keys: Words, positions: Ints, place: int) -> bool:
    """More score; of the same the lower key; of the same key the lower position."""
    if score != other[place]:
        return bool(score > other[place])
    if key != keys[place]:
        return bool(key < keys[place])
    return bool(at < positions[place])


@inlined
def insert(score: int, key: int, at: int, best: Longs, keys: Words, positions: Ints, filled: int) -> int:
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
def choose(
    many: int, found: Ints, ahead: Ints, quarters: Ints, free: Words, opened: Bytes, organisation: Ints,
    precedence: Words, weights: Longs, wanted: Longs, asks: tuple[int, int, Longs, Longs],
    own: tuple[Words, int, Words, int], marks: Bytes, offers: tuple[Bytes, Words, Words, Shorts],
    skills: tuple[Longs, Ints, Ints, Shorts], best: Longs, keys: Words, positions: Ints, taken: Longs,
) -> tuple[int, int]:  # fmt: skip
    """The best of the eligible who have a place, and the scores of those without one who may be as good.

    Gives how many there are of each. Skills are looked up last, and only where they can make a difference: nobody who
    would come after the last of the best with all skills that are asked for is among the best without them.
    """
    value = np.zeros(len(weights), np.int64)
    filled, beside = 0, 0
    for at_found in range(many):
        at = found[at_found]
        plain_values(at, ahead[at_found], quarters[at_found], asks, own, marks, offers, value)
        value[SKILLS] = 0
        score = 0
        for each in range(len(weights)):
            score += weights[each] * value[each]
        if filled == len(best) and score + weights[SKILLS] * ALL < best[filled - 1]:
            continue
        score += weights[SKILLS] * skills_value(wanted, at, asks[0], skills[0], skills[1], skills[2], skills[3])
        if free[at >> 6] >> np.uint64(at & 63) & ONE and opened[organisation[at]] == HAS_PLACES:
            filled = insert(score, precedence[at], at, best, keys, positions, filled)
        elif filled < len(best) or score > best[filled - 1]:
            taken[beside] = score
            beside += 1
    return filled, beside


@compiled
def explain(
    at: int, ahead: int, quarters: int, wanted: Longs, asks: tuple[int, int, Longs, Longs],
    own: tuple[Words, int, Words, int], marks: Bytes, offers: tuple[Bytes, Words, Words, Shorts],
    skills: tuple[Longs, Ints, Ints, Shorts], value: Longs,
) -> None:  # fmt: skip
    """How well each criterion is met by one mentor."""
    plain_values(at, ahead, quarters, asks, own, marks, offers, value)
    value[SKILLS] = skills_value(wanted, at, asks[0], skills[0], skills[1], skills[2], skills[3])
