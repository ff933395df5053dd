"""The events that the benchmark feeds, as the services publish them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from mentormesh_contracts import TOPIC_OF, Envelope, Event
from mentormesh_contracts.mentorships import MentorshipStarted
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from mentormesh_contracts.sessions import SessionHeld
from services.chassis.identity import new_id
from services.chassis.mongo.driver import Document
from tests.bench.runtime.facts import NOW, mentorship, person, session


@dataclass(frozen=True)
class Load:
    """What a handler is measured with: what it must know before, and the events that are timed."""

    name: str
    before: list[Document]
    timed: list[Document]
    kinds: tuple[str, ...]
    """Collections whose documents the timed events change."""

    def first(self, events: int) -> "Load":
        """The same with so many timed events."""
        return Load(self.name, self.before, self.timed[:events], self.kinds)

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


def registered(number: int, seed: int) -> PersonRegistered:
    """The first event of a person."""
    return PersonRegistered(after=person(id := f"person-{number}", random.Random(f"{seed}{id}")))


def started(number: int) -> MentorshipStarted:
    """The first event of a mentorship that feedback hears of."""
    return MentorshipStarted(after=mentorship(number))


def people(aggregates: int, events: int, seed: int) -> Load:
    """Changes of people, heard by matching: each changes one participant."""
    before = [row(registered(number, seed), 1) for number in range(aggregates)]
    timed = [_changed(number % aggregates, 2 + number // aggregates, f"{seed} {number}") for number in range(events)]
    return Load("people changed → matching", before, timed, ("participants",))


def sessions(aggregates: int, events: int, seed: int) -> Load:
    """Sessions held, heard by feedback: each changes the relationship and opens the session to answers."""
    before = [row(started(number), 1) for number in range(aggregates)]
    chosen = [number % aggregates for number in range(events)]
    random.Random(seed).shuffle(chosen)
    timed = held(chosen)
    return Load("sessions held → feedback (two aggregates)", before, timed, ("relationships", "held_sessions"))


def held(mentorships: Sequence[int], first: int = 0) -> list[Document]:
    """A session of each of these mentorships, numbered from `first`."""
    each = enumerate(mentorships, first)
    return [row(SessionHeld(after=session(mentorship(of), number)), 1) for number, of in each]


def _changed(number: int, sequence: int, seed: str) -> Document:
    after = person(f"person-{number}", random.Random(seed))
    return row(PersonChanged(changed=("goals_sought",), after=after), sequence)
