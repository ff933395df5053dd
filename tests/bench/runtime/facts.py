"""What the events are about: people, mentorships and sessions, each by its number."""

import random
from datetime import UTC, datetime, time, timedelta

from mentormesh_contracts.mentorships import Member, Mentorship
from mentormesh_contracts.people import Person, WeeklyHours
from mentormesh_contracts.sessions import Attendee, Session
from mentormesh_contracts.vocabulary import (
    Goal,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Quality,
    Role,
    SessionStatus,
    Weekday,
)

NOW = datetime.now(UTC).replace(microsecond=0)
"""Now, so that no reminder of the handlers falls due while they are timed."""


def person(id: str, draw: random.Random) -> Person:
    return Person(
        id=id,
        organisation_id=f"organisation-{draw.randrange(50)}",
        registered_at=NOW,
        changed_at=NOW,
        roles=(Role.MENTEE,),
        goals_sought=tuple(draw.sample(list(Goal), 2)),
        strengths={f"skill-{number}": draw.randint(1, 5) for number in draw.sample(range(200), 4)},
        weaknesses=tuple(f"skill-{number}" for number in draw.sample(range(200), 3)),
        disciplines={f"discipline-{draw.randrange(20)}": float(draw.randint(0, 30))},
        languages=("en", "de"),
        zone="Europe/Berlin",
        weekly_hours=(
            WeeklyHours(day=Weekday.MONDAY, start=time(9), end=time(11)),
            WeeklyHours(day=Weekday.FRIDAY, start=time(14), end=time(16)),
        ),
        wished_qualities={Quality.COMMUNICATION: 0.5, Quality.TRUSTWORTHINESS: 0.5},
    )


def mentorship(number: int) -> Mentorship:
    roles = (("mentor", Role.MENTOR), ("mentee", Role.MENTEE))
    organisation = f"organisation-{number % 50}"
    return Mentorship(
        id=f"mentorship-{number}",
        programme_id=f"programme-{number % 20}",
        kind=ProgrammeKind.FORMAL,
        origin=MentorshipOrigin.CYCLE,
        status=MentorshipStatus.ACTIVE,
        members=tuple(
            Member(person_id=f"{name}-{number}", organisation_id=organisation, role=role, accepted_at=NOW)
            for name, role in roles
        ),
        cadence_days=21,
        proposed_at=NOW,
        started_at=NOW,
    )


def session(mentorship: Mentorship, number: int) -> Session:
    start = NOW + timedelta(hours=number % 1000)
    return Session(
        id=f"session-{number}",
        mentorship_id=mentorship.id,
        status=SessionStatus.HELD,
        start=start,
        end=start + timedelta(hours=1),
        zone="Europe/Berlin",
        attendees=tuple(
            Attendee(person_id=member.person_id, organisation_id=member.organisation_id, attended=True)
            for member in mentorship.members
        ),
    )
