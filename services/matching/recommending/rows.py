"""A participant, and a policy, in the engine's numbers."""

import math
from datetime import date

import numpy as np

from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion, Goal, Quality, Screening
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import main_discipline, primary_languages
from services.matching.domain.rules.hours import HOURS_A_BLOCK, usual_blocks
from services.matching.engine.arrays import HUNDREDTHS, NOBODY, WHOLE
from services.matching.engine.columns import Rules, Value
from services.matching.engine.ranking.row import Row
from services.matching.recommending.numbers import Names, Vocabulary, by_rank, shares

GOALS = {goal: number for number, goal in enumerate(Goal)}
ENOUGH_RATERS = 3
"""Fewer raters' scores do not count, so that nobody can tell from an explanation what a single one said."""
ASSUMED = 7 * WHOLE // 10
"""What is assumed of a quality that too few have rated."""
STRONGEST = 5
NO_LIMIT = 1000 * HUNDREDTHS
"""Years by which nobody is ahead."""


def row_of(participant: Participant, vocabulary: Vocabulary, monday: date) -> Row:
    """What the person declares, for the week that begins on this Monday."""
    person = participant.person
    most = _hundredths(person.experience)
    return Row(
        organisation=vocabulary.organisations.number(person.organisation_id),
        cleared=person.screening is Screening.CLEARED,
        refused=person.screening is Screening.REFUSED,
        goals_sought=_goals_sought(person),
        goals_offered=sum(1 << GOALS[goal] for goal in person.goals_offered),
        skills_wanted=_ranked(person.weaknesses, vocabulary.skills),
        skills={vocabulary.skills.number(name): level * WHOLE // STRONGEST for name, level in person.strengths.items()},
        disciplines=vocabulary.disciplines.bits(person.disciplines),
        years={vocabulary.disciplines.number(name): _hundredths(years) for name, years in person.disciplines.items()},
        most_years=most,
        main_discipline=_number(main_discipline(person), vocabulary.disciplines),
        area=_number(person.area, vocabulary.disciplines),
        years_in_area=most if person.area is None else _hundredths(person.disciplines.get(person.area, 0.0)),
        languages=vocabulary.languages.bits(sorted(primary_languages(person))),
        hours=usual_blocks(person, monday),
        said_hours=bool(person.weekly_hours),
        qualities_wished=_wished(person),
        qualities_rated=_rated(participant),
    )


def rules_of(policy: Policy) -> Rules:
    """A policy, for pairs of a mentee and a mentor."""
    most = policy.maximum_experience_gap
    return Rules(
        weights=np.array(shares([policy.weights.get(Criterion[value.name], 0.0) for value in Value]), np.int64),
        mentee_share=round(100 * policy.mentee_share),
        minimum_gap=_hundredths(policy.minimum_experience_gap),
        maximum_gap=NO_LIMIT if most is None else _hundredths(most),
        peer_band=_hundredths(policy.peer_experience_band),
        minimum_blocks=math.ceil(policy.minimum_overlap_hours / HOURS_A_BLOCK),
        other_organisation=policy.other_organisation,
        common_discipline=policy.common_discipline,
    )


def _hundredths(years: float) -> int:
    return round(years * HUNDREDTHS)


def _number(name: str | None, names: Names) -> int:
    return NOBODY if name is None else names.number(name)


def _ranked(names: tuple[str, ...], numbers: Names) -> dict[int, int]:
    return {numbers.number(name): share for name, share in zip(names, by_rank(len(names)), strict=True)}


def _goals_sought(person: Person) -> tuple[int, ...]:
    dear = dict(zip(person.goals_sought, by_rank(len(person.goals_sought)), strict=True))
    return tuple(dear.get(goal, 0) for goal in Goal)


def _wished(person: Person) -> tuple[int, ...]:
    wished = [person.wished_qualities.get(quality, 0.0) for quality in Quality]
    return tuple(shares(wished if any(wished) else [1.0] * len(wished)))


def _rated(participant: Participant) -> tuple[int, ...]:
    known = {score.quality: score.mean for score in participant.scores if score.raters >= ENOUGH_RATERS}
    return tuple(round(known[quality] * WHOLE) if quality in known else ASSUMED for quality in Quality)
