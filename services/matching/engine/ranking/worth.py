"""What a mentor is worth to one mentee, criterion by criterion: exact, in whole numbers. For kernels."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Longs, Whole, Words
from services.matching.engine.columns import Value
from services.matching.engine.compiled import inlined, popcount
from services.matching.engine.ranking.columns import Asked, Held, Rows
from services.matching.engine.scoring.scales import FARTHEST_GAP, LEAST_GAP, MOST_GAP

GOALS, SKILLS, DISCIPLINES = int(Value.GOALS), int(Value.SKILLS), int(Value.DISCIPLINES)
EXPERIENCE_GAP, LANGUAGES, TIME_OVERLAP = int(Value.EXPERIENCE_GAP), int(Value.LANGUAGES), int(Value.TIME_OVERLAP)
QUALITIES, PREFERENCES = int(Value.QUALITIES), int(Value.PREFERENCES)
BY_MENTEE, BY_MENTOR = 1, 2


@inlined
def common(one: Words, others: Words, at: Whole) -> Whole:
    """How many members two sets share."""
    count = 0
    for word in range(len(one)):
        count += popcount(one[word] & others[at, word])
    return count


@inlined
def divided(amount: Whole, by: Whole) -> Whole:
    """Half up; nothing where there is nothing to divide, or nothing to divide by."""
    if amount == 0 or by == 0:
        return 0
    return np.int64((np.uint64(amount) + np.uint64(by >> 1)) // np.uint64(by))


@inlined
def blend(share: Whole, mine: Whole, theirs: Whole) -> Whole:
    """The mentee's view and the mentor's, half up."""
    return np.int64(np.uint64(share * mine + (100 - share) * theirs + 50) // np.uint64(100))


@inlined
def years_in(area: Whole, at: Whole, most: Whole, years: Rows) -> Whole:
    """Hundredths of a year in an area; at large where none is sought."""
    if area < 0:
        return most
    for entry in range(years.start[at], years.start[at] + years.length[at]):
        if years.column[entry] == area:
            return np.int64(years.value[entry])
    return 0


@inlined
def gap_value(ahead: Whole) -> Whole:
    """How well so many hundredths of a year ahead suit."""
    if ahead <= MOST_GAP:
        return min(WHOLE, divided(WHOLE * ahead, LEAST_GAP))
    return max(0, WHOLE - (ahead - MOST_GAP) * WHOLE // (2 * (FARTHEST_GAP - MOST_GAP)))


@inlined
def quality_value(asked: Asked, held: Held, at: Whole) -> Whole:
    """How the mentor is rated in what the mentee wishes for."""
    total = 0
    for each in range(len(asked.wished)):
        total += asked.wished[each] * np.int64(held.rated[at, each])
    return divided(total, WHOLE)


@inlined
def overlap_value(share: Whole, own: Words, theirs: Words, at: Whole) -> Whole:
    """What two sets share, as parts of each of them."""
    together, mine, others = 0, 0, 0
    for word in range(len(own)):
        together += popcount(own[word] & theirs[at, word])
        mine += popcount(own[word])
        others += popcount(theirs[at, word])
    return blend(share, divided(WHOLE * together, mine), divided(WHOLE * together, others))


@inlined
def preference_value(share: Whole, mark: Whole) -> Whole:
    """Who of the two names the other."""
    return blend(share, WHOLE * (mark & BY_MENTEE), WHOLE * ((mark & BY_MENTOR) >> 1))


@inlined
def skills_value(asked: Asked, skills: Rows, at: Whole) -> Whole:
    """What the mentee wants to grow in against what the mentor is strong in."""
    grown, used, level = np.int64(0), np.int64(0), np.int64(0)
    for entry in range(skills.start[at], skills.start[at] + skills.length[at]):
        strength, column = np.int64(skills.value[entry]), skills.column[entry]
        level += strength
        if column < len(asked.wanted) and asked.wanted[column]:
            grown += asked.wanted[column] * strength
            used += strength
    return blend(asked.share, divided(grown, WHOLE), divided(WHOLE * used, level))


@inlined
def skills_value_at_most(asked: Asked, marks: np.uint64) -> Whole:
    """At the top in every skill that the mentor may have, and in no other one."""
    grown = 0
    for each in range(len(asked.wanted_marks)):
        grown += asked.wanted_shares[each] if marks & asked.wanted_marks[each] else 0
    return blend(asked.share, grown, WHOLE) if grown else 0


@inlined
def fill_values(asked: Asked, held: Held, at: Whole, ahead: Whole, quarters: Whole, mark: Whole, value: Longs) -> None:
    """How well each criterion is met by one mentor."""
    value[GOALS], value[TIME_OVERLAP] = asked.goals[held.goals_offered[at]], asked.times[quarters]
    value[SKILLS] = skills_value(asked, held.skills, at)
    value[DISCIPLINES] = overlap_value(asked.share, asked.disciplines, held.disciplines, at)
    value[EXPERIENCE_GAP] = gap_value(ahead)
    value[LANGUAGES] = overlap_value(asked.share, asked.languages, held.languages, at)
    value[QUALITIES] = quality_value(asked, held, at)
    value[PREFERENCES] = preference_value(asked.share, mark)
