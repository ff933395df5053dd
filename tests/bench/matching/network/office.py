"""A network as the matching service keeps it: an informal programme, its mentors and mentees, and agreements."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import combinations

from mentormesh_contracts.organisations import Agreement, AgreementAccepted, Share
from mentormesh_contracts.people import Person, WeeklyHours
from mentormesh_contracts.programmes import Enrolment, Policy, Programme, Structure
from mentormesh_contracts.vocabulary import AgreementStatus, Goal, ProgrammeKind, Quality, Role, Weekday
from services.deciding import Aggregate, Context
from services.deciding.trial import decide
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.hear import agreement_accepted

PROGRAMME, OWNER = "informal", "o0"
SHARED = 0.2
"""How many of two organisations have an agreement; the programme's has one with each."""
SKILLS, DISCIPLINES = 200, 30
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "fi", "cs")
BEGUN = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """How many there are of each, and a seed."""

    organisations: int
    mentors: int
    mentees: int
    seed: int

    def states(self) -> Iterator[Aggregate]:
        """Everything that is stored, mentees before mentors."""
        draw = random.Random(self.seed)
        yield self._programme()
        for one, other in combinations(range(self.organisations), 2):
            if one == 0 or draw.random() < SHARED:
                yield from _joined(f"o{one}", f"o{other}")
        for number in range(self.mentees):
            yield participant(draw, mentee(number), self._organisation(draw), Role.MENTEE)
        for number in range(self.mentors):
            yield participant(draw, mentor(number), self._organisation(draw), Role.MENTOR)

    def _organisation(self, draw: random.Random) -> str:
        return f"o{draw.randrange(self.organisations)}"

    def _programme(self) -> MentoringProgramme:
        public = Programme(
            id=PROGRAMME,
            organisation_id=OWNER,
            kind=ProgrammeKind.INFORMAL,
            title="Mentors for whoever asks",
            open_to_partners=True,
            policy=Policy(),
            structure=Structure(),
            opened_at=BEGUN,
            changed_at=BEGUN,
        )
        return MentoringProgramme(id=PROGRAMME, public=public)


def mentor(number: int) -> str:
    """An id."""
    return f"mentor-{number}"


def mentee(number: int) -> str:
    """An id."""
    return f"mentee-{number}"


def participant(draw: random.Random, id: str, organisation_id: str, role: Role) -> Participant:
    """Somebody in the programme."""
    goals, skills = draw.sample(list(Goal), 3), draw.sample(range(SKILLS), 6)
    areas = draw.sample(range(DISCIPLINES), 2)
    most = draw.uniform(4, 40) if role is Role.MENTOR else draw.uniform(0, 12)
    person = Person(
        id=id,
        organisation_id=organisation_id,
        roles=(role,),
        goals_sought=tuple(goals) if role is Role.MENTEE else (),
        goals_offered=tuple(goals) if role is Role.MENTOR else (),
        strengths={f"skill-{skill}": draw.randint(1, 5) for skill in skills} if role is Role.MENTOR else {},
        weaknesses=tuple(f"skill-{skill}" for skill in skills) if role is Role.MENTEE else (),
        disciplines={f"discipline-{area}": round(most / place, 2) for place, area in enumerate(areas, 1)},
        languages=("en", *draw.sample(LANGUAGES[1:], 1)),
        weekly_hours=tuple(
            WeeklyHours(day=day, start=time(start), end=time(start + 3))
            for day, start in zip(draw.sample(list(Weekday), 3), draw.sample(range(8, 20), 3), strict=True)
        ),
        places_offered=2 if role is Role.MENTOR else 0,
        wished_qualities={quality: draw.random() for quality in Quality} if role is Role.MENTEE else {},
        registered_at=BEGUN,
        changed_at=BEGUN,
    )
    return Participant(
        id=id, person=person, enrolments=(Enrolment(programme_id=PROGRAMME, role=role, enrolled_at=BEGUN),)
    )


def _joined(one: str, other: str) -> list[Aggregate]:
    terms = Agreement(
        id=f"{one}-{other}",
        offered_by=one,
        offered_to=other,
        gives=Share(),
        receives=Share(),
        status=AgreementStatus.ACTIVE,
        offered_at=BEGUN,
        answered_at=BEGUN,
    )
    context = Context(now=BEGUN, new_id=lambda: "none")
    return [change.state for change in decide(agreement_accepted(AgreementAccepted(after=terms), context)).changes]
