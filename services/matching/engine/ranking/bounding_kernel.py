"""What is known of each of the eligible without a look at their skills, and what they can become with them."""

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Ints, Whole, Words
from services.matching.engine.compiled import part, popcount
from services.matching.engine.ranking import brief as line
from services.matching.engine.ranking.columns import Asked, Held, Space, Tables
from services.matching.engine.ranking.worth import (
    DISCIPLINES,
    EXPERIENCE_GAP,
    GOALS,
    LANGUAGES,
    PREFERENCES,
    QUALITIES,
    SKILLS,
    TIME_OVERLAP,
    divided,
    gap_value,
    goal_table,
    overlap_table,
    preference_value,
    size,
    time_table,
)
from services.matching.engine.scoring.values_kernel import mixed

SIX_BITS, SIXTEEN_BITS = np.uint64(63), np.uint64(0xFFFF)
AT_ONCE = 64
"""Lines that are fetched together: they fit the first level of a processor's caches, beside all else."""
BUCKETS, WIDTH = 256, 19
"""Of bounds: PERFECT is a little less than 2 ** 27."""


@part
def tables_of(asked: Asked) -> Tables:
    """What depends on little, for this mentee."""
    return Tables(
        goal_table(asked.share, asked.goals),
        time_table(asked.enough),
        overlap_table(asked.share, size(asked.languages), 64 * len(asked.languages)),
        overlap_table(asked.share, size(asked.disciplines), 64 * len(asked.disciplines)),
    )


@part
def fetch(brief: Words, positions: Ints, first: Whole, last: Whole, rest: Words) -> None:
    """The rest of so many. In one short loop, so that their lines come from memory at the same time."""
    for each in range(first, last):
        rest[each - first] = brief[positions[each], line.REST]


@part
def know(asked: Asked, held: Held, tables: Tables, marks: Bytes, space: Space, many: int) -> None:
    """Everything but skills."""
    share, weights, wished = asked.share, asked.weights, asked.wished
    own_languages, own_disciplines = asked.languages, asked.disciplines
    brief, languages, disciplines = held.brief, held.languages, held.disciplines
    goals, times, language_values, discipline_values = tables.goals, tables.times, tables.languages, tables.disciplines
    found, ahead, quarters, score = space.found, space.ahead, space.quarters, space.score
    rest = np.zeros(AT_ONCE, np.uint64)
    for each in range(many):
        if each % AT_ONCE == 0:
            fetch(brief, found, each, min(each + AT_ONCE, many), rest)
        at = found[each]
        together, size_there = (
            popcount(own_languages[0] & brief[at, line.LANGUAGES]),
            popcount(brief[at, line.LANGUAGES]),
        )
        for word in range(1, len(own_languages)):
            together += popcount(own_languages[word] & languages[at, word])
            size_there += popcount(languages[at, word])
        worth = weights[LANGUAGES] * language_values[together, size_there]
        together, size_there = (
            popcount(own_disciplines[0] & brief[at, line.DISCIPLINES]),
            popcount(brief[at, line.DISCIPLINES]),
        )
        for word in range(1, len(own_disciplines)):
            together += popcount(own_disciplines[word] & disciplines[at, word])
            size_there += popcount(disciplines[at, word])
        worth += weights[DISCIPLINES] * discipline_values[together, size_there]
        worth += weights[GOALS] * goals[rest[each % AT_ONCE] >> np.uint64(line.OFFERED) & SIX_BITS]
        worth += weights[TIME_OVERLAP] * times[quarters[each]]
        worth += weights[EXPERIENCE_GAP] * gap_value(np.int64(ahead[each]))
        if marks[at]:
            worth += weights[PREFERENCES] * preference_value(share, np.int64(marks[at]))
        total = wished[4] * np.int64(rest[each % AT_ONCE] & SIXTEEN_BITS)
        for quality in range(4):
            total += wished[quality] * np.int64(brief[at, line.RATED] >> np.uint64(16 * quality) & SIXTEEN_BITS)
        score[each] = worth + weights[QUALITIES] * divided(total, WHOLE)


@part
def bound(asked: Asked, held: Held, space: Space, many: int) -> None:
    """The most that each score can become: at the top in every wanted skill that the mentor may have, and no other one.

    Then their order, highest bound first, by 256 buckets: two walks over them instead of sorting.
    """
    share, weight = asked.share, asked.weights[SKILLS]
    wanted_marks, wanted_shares, brief = asked.wanted_marks, asked.wanted_shares, held.brief
    found, score, most, order = space.found, space.score, space.most, space.order
    counts = np.zeros(BUCKETS + 2, np.int64)
    for each in range(many):
        grown = np.int64(0)
        for skill in range(len(wanted_marks)):
            grown += wanted_shares[skill] * int(brief[found[each], line.SKILLS] & wanted_marks[skill] != 0)
        most[each] = score[each] + (weight * mixed(share, grown, WHOLE) if grown else 0)
        counts[BUCKETS + 1 - (most[each] >> WIDTH)] += 1
    for bucket in range(1, BUCKETS + 2):
        counts[bucket] += counts[bucket - 1]
    for each in range(many):
        bucket = BUCKETS - (most[each] >> WIDTH)
        order[counts[bucket]] = each
        counts[bucket] += 1
