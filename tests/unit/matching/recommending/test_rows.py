"""A person's row in the index is what a cohort's columns hold of them."""

import dataclasses
from collections.abc import Iterable

import numpy as np
import pytest

from mentormesh_contracts.feedback import QualityScore
from mentormesh_contracts.vocabulary import Goal, Quality, Screening
from services.matching.cohort.columns import to_columns
from services.matching.cohort.numbers import Numbers
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.engine.columns import Lists
from services.matching.engine.ranking.row import people_of
from services.matching.recommending.numbers import Names, Vocabulary
from services.matching.recommending.rows import row_of
from tests.unit.matching.given import EVENINGS, NOW, mentee, mentor, programme

MONDAY, POLICY = monday_of(NOW), programme().public.policy
SCORES = (
    QualityScore(quality=Quality.EXPERIENCE_AND_EXPERTISE, mean=0.91, raters=5),
    QualityScore(quality=Quality.COMMUNICATION, mean=0.2, raters=1),
)
RATED = mentor("ann", "acme", strengths={"sql": 4, "law": 3}, disciplines={"physics": 10.3, "law": 2.0}).model_copy(
    update={"scores": SCORES}
)
SEEKING = mentee(
    "bob",
    "acme",
    weaknesses=("law", "sql", "rust"),
    goals_sought=(Goal.CAREER_DEVELOPMENT, *(goal for goal in Goal if goal is not Goal.CAREER_DEVELOPMENT)),
    languages=("en-GB", "fr"),
    weekly_hours=EVENINGS,
    wished_qualities={Quality.EXPERIENCE_AND_EXPERTISE: 0.3, Quality.COMMUNICATION: 0.6},
    area_sought="law",
    screening=Screening.CLEARED,
)


@pytest.mark.parametrize("participant", [RATED, SEEKING, mentor("cat"), mentee("dan")], ids=lambda each: each.id)
def test_a_row_is_a_line_of_the_columns(participant: Participant) -> None:
    numbers = Numbers.of([participant])
    columns = to_columns([participant], numbers, POLICY, MONDAY)
    row = row_of(participant, _alphabetical(numbers), MONDAY)
    found = people_of([row], screening_required=POLICY.screening_required)
    for field in dataclasses.fields(columns):
        one, other = getattr(columns, field.name), getattr(found, field.name)
        if isinstance(one, Lists):
            assert one.row(0) == other.row(0), field.name
        else:
            assert np.array_equal(one, other), field.name


def _alphabetical(numbers: Numbers) -> Vocabulary:
    vocabulary = Vocabulary()
    _learn(vocabulary.organisations, numbers.organisations)
    _learn(vocabulary.skills, numbers.skills)
    _learn(vocabulary.disciplines, numbers.disciplines)
    _learn(vocabulary.languages, numbers.languages)
    return vocabulary


def _learn(names: Names, known: Iterable[str]) -> None:
    for name in known:
        names.number(name)
