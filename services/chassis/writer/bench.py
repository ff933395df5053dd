"""What a batch works with, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mentormesh_contracts import Event
from services.chassis.mongo.driver import Client, Database
from services.chassis.observability.tally import Happened, Tallies
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.writer.seen import SeenBook
from services.chassis.writer.work import Answer, CommandWork, Reaction, RecordWork, ReminderWork, Work


@dataclass(frozen=True, slots=True)
class Bench:
    """What every batch of a service works with."""

    service: str
    client: Client
    database: Database
    reactions: Mapping[type[Event], Reaction]
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    book: Callable[[SeenBook | None], SeenBook] = SeenBook
    """How the sequences of a batch are kept, and what they mean; given those of the batch before."""
    writes: frozenset[str] = frozenset()
    """Earlier event types that are still written instead of their successors."""
    tallies: Tallies = field(default_factory=dict)
    """What is counted when such an event is committed."""
    tracing: Tracing = NO_TRACING


@dataclass(slots=True)
class Outcome:
    """What to tell whom once the batch is committed."""

    answers: list[tuple[CommandWork, Answer | Exception]] = field(default_factory=list)
    replayed: set[CommandWork] = field(default_factory=set)
    """Those of the commands that had been answered before."""
    records: list[tuple[RecordWork, str]] = field(default_factory=list)
    fired: list[ReminderWork] = field(default_factory=list)
    happened: list[Happened[Any]] = field(default_factory=list)
    """Of the events those that are counted."""
    has_events: bool = False
    places: Mapping[Work, str | None] = field(default_factory=dict)
    """The traceparents under which records and reminders were carried out."""
