"""What a mentor is worth to one mentee, criterion by criterion: exact, in whole numbers. For kernels.

Whoever looks at thousands passes numbers, not arrays: an array that is passed is counted, which takes longer than the
sum. What depends on little is in tables, which are made anew for each mentee.
"""

import numpy as np

from services.matching.engine.arrays import WHOLE, Longs, Shorts, Whole, Words
from services.matching.engine.columns import Value
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import inlined, part, popcount
from services.matching.engine.ranking.columns import Rows
from services.matching.engine.scoring.scales import FARTHEST_GAP, LEAST_GAP, MOST_GAP
from services.matching.engine.scoring.values_kernel import mixed

GOALS, SKILLS, DISCIPLINES = int(Value.GOALS), int(Value.SKILLS), int(Value.DISCIPLINES)
EXPERIENCE_GAP, LANGUAGES, TIME_OVERLAP = int(Value.EXPERIENCE_GAP), int(Value.LANGUAGES), int(Value.TIME_OVERLAP)
QUALITIES, PREFERENCES = int(Value.QUALITIES), int(Value.PREFERENCES)
BY_MENTEE, BY_MENTOR = 1, 2


@inlined
def divided(amount: Whole, by: Whole) -> Whole:
    """Half up; nothing where there is nothing to divide, or nothing to divide by."""
    if amount == 0 or by == 0:
        return 0
    return np.int64((np.uint64(amount) + np.uint64(by >> 1)) // np.uint64(by))


@inlined
def gap_value(ahead: Whole) -> Whole:
    """How well so many hundredths of a year ahead suit."""
    if ahead <= MOST_GAP:
        return min(WHOLE, divided(WHOLE * ahead, LEAST_GAP))
    return max(0, WHOLE - (ahead - MOST_GAP) * WHOLE // (2 * (FARTHEST_GAP - MOST_GAP)))


@inlined
def preference_value(share: Whole, mark: Whole) -> Whole:
    """Who of the two names the other."""
    return mixed(share, WHOLE * (mark & BY_MENTEE), WHOLE * ((mark & BY_MENTOR) >> 1))


@part
def quality_value(wished: Longs, rated: Shorts, at: Whole) -> Whole:
    """How the mentor is rated in what the mentee wishes for."""
    total = np.int64(0)
    for each in range(len(wished)):
        total += wished[each] * np.int64(rated[at, each])
    return divided(total, WHOLE)


@part
def skills_value(share: Whole, wanted: Longs, skills: Rows, at: Whole) -> Whole:
    """What the mentee wants to grow in against what the mentor is strong in."""
    grown, used, level = np.int64(0), np.int64(0), np.int64(0)
    for entry in range(skills.start[at], skills.start[at] + skills.length[at]):
        strength, want = np.int64(skills.value[entry]), wanted[skills.column[entry]]
        grown, level, used = grown + want * strength, level + strength, used + strength * int(want > 0)
    return mixed(share, divided(grown, WHOLE), divided(WHOLE * used, level))


@part
def size(one: Words) -> Whole:
    """How many members a set has."""
    count = 0
    for word in range(len(one)):
        count += popcount(one[word])
    return count


@part
def common(one: Words, others: Words, at: Whole) -> Whole:
    """How many members two sets share."""
    count = 0
    for word in range(len(one)):
        count += popcount(one[word] & others[at, word])
    return count


@part
def goal_table(share: Whole, sought: Longs) -> Longs:
    """By the set of goals that a mentor offers: what the mentee seeks of it, and what of it the mentee seeks."""
    table = np.zeros(1 << len(sought), np.int64)
    for offered in range(len(table)):
        mine, used, offers = np.int64(0), 0, 0
        for goal in range(len(sought)):
            if offered >> goal & 1:
                mine, used, offers = mine + sought[goal], used + int(sought[goal] > 0), offers + 1
        table[offered] = mixed(share, mine, divided(WHOLE * used, offers))
    return table


@part
def time_table(enough: Whole) -> Longs:
    """By quarters of an hour in common: how well they suit."""
    table = np.zeros(64 * HOUR_WORDS + 1, np.int64)
    for quarters in range(len(table)):
        table[quarters] = min(WHOLE, divided(WHOLE * quarters, enough))
    return table


@part
def overlap_table(share: Whole, mine: Whole, most: Whole) -> Longs:
    """By how many two sets share, and by the size of the other one, at most `most`: what they share, as parts of each.

    `mine` is the size of the mentee's.
    """
    table = np.zeros((mine + 1, most + 1), np.int64)
    for together in range(1, mine + 1):
        own = divided(WHOLE * together, mine)
        for others in range(together, most + 1):
            table[together, others] = mixed(share, own, divided(WHOLE * together, others))
    return table
