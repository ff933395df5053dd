"""A crowd: many different people, drawn from a seed."""

import random
from collections.abc import Iterator
from datetime import time

from mentormesh_contracts.feedback import QualityScore
from mentormesh_contracts.organisations import Share
from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.programmes import Policy, Structure
from mentormesh_contracts.vocabulary import Goal, ProgrammeKind, Quality, Role, Screening, Weekday
from services.deciding import Aggregate
from services.matching.domain.participants.participant import Encounter, Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from tests.unit.matching.given import NOW, agreement, enrolled, joined, programme

ORGANISATIONS = ("acme", "bolt", "core")
ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu")
FIELDS = ("physics", "law", "nursing", "design", "finance", "history")
SKILLS = ("python", "writing", "leading", "statistics", "teaching", "budgeting", "drawing")


def crowd(seed: int, size: int, roles: tuple[Role, ...]) -> list[Participant]:
    """People enrolled in programme p, each in one of the roles in turn."""
    dice = random.Random(seed)
    ids = [f"person-{number:04d}" for number in range(size)]
    return [_participant(dice, id, ids, roles[number % len(roles)]) for number, id in enumerate(ids)]


def _participant(dice: random.Random, id: str, ids: list[str], role: Role) -> Participant:
    experience = dice.uniform(5, 30) if role is Role.MENTOR else dice.uniform(0, 8)
    fields = dice.sample(FIELDS, dice.randint(0, 3))
    found = enrolled(
        id,
        role,
        dice.choice(ORGANISATIONS),
        roles=dice.choice([(Role.MENTOR, Role.MENTEE)] * 9 + [(Role.MENTOR,), (Role.MENTEE,)]),
        goals_sought=tuple(dice.sample(list(Goal), dice.randint(1, 3))),
        goals_offered=tuple(dice.sample(list(Goal), dice.randint(0, 4))),
        strengths={skill: dice.randint(1, 5) for skill in dice.sample(SKILLS, 3)},
        weaknesses=tuple(dice.sample(SKILLS, 2)),
        disciplines={field: round(experience * dice.random(), 1) for field in fields},
        area_sought=dice.choice([None, *FIELDS]),
        languages=tuple(dice.sample(("en", "fr", "de-AT", "de"), dice.randint(1, 2))),
        zone=dice.choice(ZONES),
        weekly_hours=tuple(_hours(dice)),
        places_offered=dice.randint(0, 3),
        wished_qualities={quality: round(dice.random(), 2) for quality in dice.sample(list(Quality), 2)},
        preferred=tuple(each for each in dice.sample(ids, min(2, len(ids))) if each != id),
        reporting_line=tuple(dice.sample(ids, dice.choice((0, 0, 1)))),
        never_with=tuple(dice.sample(ids, dice.choice((0, 0, 1)))),
        screening=dice.choice([Screening.CLEARED] * 8 + [Screening.NONE, Screening.REFUSED]),
    )
    met = tuple(Encounter(programme_id="p", person_id=other) for other in dice.sample(ids, dice.choice((0, 0, 1))))
    return found.model_copy(update={"encounters": met, "scores": tuple(_scores(dice))})


def _hours(dice: random.Random) -> Iterator[WeeklyHours]:
    for day in dice.sample(list(Weekday), dice.choice((0, 3, 4, 5))):
        start = dice.randint(7, 18)
        yield WeeklyHours(day=day, start=time(start, dice.choice((0, 20, 30))), end=time(start + dice.randint(2, 5)))


def _scores(dice: random.Random) -> Iterator[QualityScore]:
    for quality in dice.sample(list(Quality), dice.randint(0, 3)):
        yield QualityScore(quality=quality, mean=round(dice.random(), 3), raters=dice.randint(1, 6))


def network() -> list[Aggregate]:
    """acme shares with both others, with quotas; bolt and core share mentors one way only."""
    everyone = Share(roles=tuple(Role), places=7)
    one_way = agreement("bolt", "core", gives=Share(roles=(Role.MENTOR,)), receives=Share(roles=(Role.MENTEE,)))
    with_core = agreement("acme", "core", gives=everyone, receives=Share(roles=tuple(Role)))
    return [*joined(agreement("acme", "bolt", gives=everyone, receives=everyone)), *joined(with_core), *joined(one_way)]


def ground(kind: ProgrammeKind, policy: Policy | None = None) -> Ground:
    """On which a crowd is matched."""
    ties = {state.id: state for state in network() if isinstance(state, Tie)}
    of = programme(kind, policy=policy, structure=Structure(group_minimum=3, group_maximum=5))
    return Ground(of.public, of.public.policy, Ties(ties, NOW), monday_of(NOW))


def places() -> dict[str, AgreementPlaces]:
    """Of all agreements of the network."""
    return {state.id: state for state in network() if isinstance(state, AgreementPlaces)}
