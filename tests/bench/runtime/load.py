"""The events that the benchmark feeds, as the services publish them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from mentormesh_contracts import TOPIC_OF, Envelope, Event
from mentormesh_contracts.mentorships import Member, Mentorship, MentorshipStarted
from mentormesh_contracts.people import Person, PersonChanged, PersonRegistered, WeeklyHours
from mentormesh_contracts.sessions import Attendee, Session, SessionHeld
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
from services.chassis.identity import new_id
from services.chassis.mongo.driver import Document

NOW = datetime.now(UTC).replace(microsecond=0)
"""Now, so that no reminder of the handlers falls due while they are timed."""


@dataclass(frozen=True)
class Load:
    """What a handler is measured with: what it must know before, and the events that are timed."""

    name: str
    service: str
    before: list[Document]
    timed: list[Document]
    kinds: tuple[str, ...]
    """Collections whose documents the timed events change."""

    @property
    def topic(self) -> str:
        """The topic of the timed events."""
        return str(self.timed[0]["topic"])


def row(event: Event, sequence: int) -> Document:
    """An event as it lies in an outbox."""
    envelope = Envelope(new_id(), event.TYPE, "/bench", event.subject, NOW, sequence, "bench")
    return {
        "_id": envelope.id,
        "topic": TOPIC_OF[type(event)].name,
        "key": event.subject,
        "headers": dict(envelope.to_headers()),
        "body": event.model_dump_json().encode(),
    }


def people(aggregates: int, events: int, seed: int) -> Load:
    """Changes of people, heard by matching: each changes one participant."""
    ids = [f"person-{number}" for number in range(aggregates)]
    before = [row(PersonRegistered(after=_person(id, random.Random(f"{seed}{id}"))), 1) for id in ids]
    timed = [
        row(PersonChanged(changed=("goals_sought",), after=person), n) for person, n in _changes(ids, events, seed)
    ]
    return Load("people changed → matching", "matching", before, timed, ("participants",))


def sessions(aggregates: int, events: int, seed: int) -> Load:
    """Sessions held, heard by feedback: each changes the relationship and opens the session to answers."""
    mentorships = [_mentorship(number) for number in range(aggregates)]
    before = [row(MentorshipStarted(after=mentorship), 1) for mentorship in mentorships]
    draw = random.Random(seed)
    chosen = [mentorships[number % aggregates] for number in range(events)]
    draw.shuffle(chosen)
    timed = [row(SessionHeld(after=_session(mentorship, number)), 1) for number, mentorship in enumerate(chosen)]
    return Load(
        "sessions held → feedback (two aggregates)", "feedback", before, timed, ("relationships", "held_sessions")
    )


def _changes(ids: list[str], events: int, seed: int) -> Iterator[tuple[Person, int]]:
    for number in range(events):
        id = ids[number % len(ids)]
        yield _person(id, random.Random(f"{seed}{id}{number}")), 2 + number // len(ids)


def _person(id: str, draw: random.Random) -> Person:
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


def _mentorship(number: int) -> Mentorship:
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


def _session(mentorship: Mentorship, number: int) -> Session:
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
