"""What is asked for, in the arrays of the kernels."""

from typing import Any, NamedTuple

import numpy as np

from services.matching.engine.arrays import WHOLE, Bytes, Longs, Words
from services.matching.engine.columns import People, Rules
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.ranking.row import Row, words_of
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors
from services.matching.engine.scoring.scales import ENOUGH_QUARTERS

BY_MENTEE, BY_MENTOR = 1, 2


class Prepared(NamedTuple):
    """Arguments of the kernels, by what they are about."""

    people: People
    candidates: Words
    seeker: Longs
    sets: tuple[Words, Words, Words]
    years: Any
    wanted: Longs
    asks: Any
    own: Any
    offers: Any
    skills: Any


def prepared(mentors: Mentors, sought: Sought) -> Prepared:
    """For this store as it is now: good until its next change."""
    mentors.fit(sought.mentee)
    people = mentors.people()
    languages, disciplines, _ = sets = _sets(mentors, sought.mentee)
    row, rules = sought.mentee, sought.rules
    years = (people.most_years, people.years.start, people.years.count, people.years.column, people.years.value)
    enough = max(ENOUGH_QUARTERS, rules.minimum_blocks)
    wished = np.array(row.qualities_wished, np.int64)
    return Prepared(
        people,
        candidates(mentors, sought),
        _seeker(row, rules),
        sets,
        years,
        _wanted(row),
        (rules.mentee_share, enough, goal_values(row, rules.mentee_share), wished),
        (languages, row.languages.bit_count(), disciplines, row.disciplines.bit_count()),
        (people.goals_offered, people.languages, people.disciplines, people.qualities_rated),
        (people.skills.start, people.skills.count, people.skills.column, people.skills.value),
    )


def candidates(mentors: Mentors, sought: Sought) -> Words:
    """The set of positions that are enrolled, screened and not barred."""
    bits = mentors.enrolled(sought.programme) & mentors.passing(required=sought.screening_required)
    if not sought.mentee.passes(required=sought.screening_required):
        return np.zeros_like(bits)
    for position in sought.barred:
        bits[position >> 6] &= np.uint64(~(1 << (position & 63)) & (1 << 64) - 1)
    return bits


def marks(mentors: Mentors, sought: Sought) -> Bytes:
    """By position: who of the two names the other."""
    marked = np.zeros(mentors.length, np.uint8)
    marked[list(sought.preferred)] |= BY_MENTEE
    marked[list(sought.preferred_by)] |= BY_MENTOR
    return marked


def goal_values(row: Row, share: int) -> Longs:
    """By the set of goals that a mentor offers: what the mentee seeks of it, and what of it the mentee seeks."""
    offered = np.arange(64)[:, None] >> np.arange(6) & 1
    sought = np.array(row.goals_sought, np.int64)
    count = offered.sum(axis=1)
    used = WHOLE * (offered @ (sought > 0).astype(np.int64))
    theirs = np.where(count > 0, (used + count // 2) // np.maximum(count, 1), 0)
    return np.asarray((share * (offered @ sought) + (100 - share) * theirs + 50) // 100, np.int64)


def _sets(mentors: Mentors, row: Row) -> tuple[Words, Words, Words]:
    discipline_words, language_words = mentors.widths()
    return (
        words_of(row.languages, language_words),
        words_of(row.disciplines, discipline_words),
        words_of(row.hours, HOUR_WORDS),
    )


def _seeker(row: Row, rules: Rules) -> Longs:
    return np.array(
        [
            row.organisation,
            rules.other_organisation,
            rules.common_discipline,
            row.area,
            row.years_in_area,
            rules.minimum_gap,
            rules.maximum_gap,
            row.said_hours,
            rules.minimum_blocks,
        ],
        np.int64,
    )


def _wanted(row: Row) -> Longs:
    wanted = np.zeros(1 + max(row.skills_wanted, default=0), np.int64)
    wanted[list(row.skills_wanted)] = list(row.skills_wanted.values())
    return wanted
