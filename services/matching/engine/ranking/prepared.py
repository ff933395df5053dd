"""What is asked for, as the kernels take it."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from services.matching.engine.arrays import Bytes, Longs, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.ranking.columns import Asked, Space
from services.matching.engine.ranking.glance import hours_of
from services.matching.engine.ranking.row import WORD, Row, words_of
from services.matching.engine.ranking.sought import Sought
from services.matching.engine.ranking.store import Mentors
from services.matching.engine.ranking.worth import BY_MENTEE, BY_MENTOR
from services.matching.engine.scoring.scales import ENOUGH_QUARTERS


def prepared(mentors: Mentors, sought: Sought) -> Asked:
    """For a store that is as wide as the mentee's sets."""
    row, rules = sought.mentee, sought.rules
    discipline_words, language_words = mentors.widths()
    hours, whole = hours_of(row.hours)
    opened = np.zeros(max(mentors.organisations, len(sought.opened)), np.uint8)
    opened[: len(sought.opened)] = sought.opened
    return Asked(
        organisation=row.organisation,
        area=row.area,
        years=row.years_in_area,
        least=rules.minimum_gap,
        most=rules.maximum_gap,
        said_hours=row.said_hours,
        quarters=rules.minimum_blocks,
        only_others=rules.other_organisation,
        common_discipline=rules.common_discipline,
        share=rules.mentee_share,
        languages=words_of(row.languages, language_words),
        disciplines=words_of(row.disciplines, discipline_words),
        hours=words_of(row.hours, HOUR_WORDS),
        by_hours=np.array(hours, np.uint64),
        whole_hours=whole,
        goals=np.array(row.goals_sought, np.int64),
        enough=max(ENOUGH_QUARTERS, rules.minimum_blocks),
        wished=np.array(row.qualities_wished, np.int64),
        wanted=_wanted(row, mentors.skills),
        wanted_marks=np.array([1 << skill % WORD for skill in row.skills_wanted], np.uint64),
        wanted_shares=np.array(list(row.skills_wanted.values()), np.int64),
        weights=rules.weights,
        opened=opened,
    )


def candidates(mentors: Mentors, sought: Sought) -> Words:
    """The set of positions that are enrolled, screened and not barred, speak a language of the mentee's, and have years
    in the area sought if there is one.
    """
    required, mentee = sought.screening_required, sought.mentee
    if not mentee.passes(required=required):
        return np.zeros(mentors.words, np.uint64)
    bits = mentors.enrolled(sought.programme) & mentors.passing(required=required) & mentors.speaking(mentee.languages)
    if mentee.area >= 0:
        bits &= mentors.practising(mentee.area)
    for position in sought.barred:
        bits[position // WORD] &= ~np.uint64(1 << position % WORD)
    return bits


@contextmanager
def marked(space: Space, sought: Sought) -> Iterator[Bytes]:
    """By position who of the two names the other, while the `with` lasts."""
    marks = space.marks
    preferred, preferred_by = (np.array(list(named), np.int64) for named in (sought.preferred, sought.preferred_by))
    marks[preferred] |= BY_MENTEE
    marks[preferred_by] |= BY_MENTOR
    yield marks
    marks[preferred], marks[preferred_by] = 0, 0


def _wanted(row: Row, skills: int) -> Longs:
    wanted = np.zeros(max(skills, 1 + max(row.skills_wanted, default=0)), np.int64)
    wanted[list(row.skills_wanted)] = list(row.skills_wanted.values())
    return wanted
