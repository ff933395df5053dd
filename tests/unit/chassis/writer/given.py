"""A bench without servers, and work for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from mentormesh_contracts import Envelope, Event, Received
from mentormesh_contracts.people import Person, PersonChanged, PersonRegistered
from services.chassis.identity import new_id
from services.chassis.writer.bench import Bench
from services.chassis.writer.work import Answer, Applied, Begin, Cause, CommandWork, RecordWork, ReminderWork
from services.deciding import Context, Deciding, Decision
from tests.integration.chassis.toy import TOY, Count, count
from tests.unit.chassis.writer.memory import Memory

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PEOPLE = "mentormesh.people.v1"


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def bench_on(memory: Memory, time: Callable[[], datetime] | None = None) -> Bench:
    """The toy's bench."""
    database: Any = memory
    return Bench("feedback", database, database, TOY.all_reactions, new_id, time or (lambda: NOW))


def person(id: str, **attributes: Any) -> Person:
    return Person(id=id, organisation_id="org", registered_at=NOW, changed_at=NOW, **attributes)


def event(id: str, sequence: int, **attributes: Any) -> Event:
    """The `sequence`th event of a person."""
    after = person(id, **attributes)
    return PersonRegistered(after=after) if sequence == 1 else PersonChanged(changed=("zone",), after=after)


def record(id: str, sequence: int, offset: int | None = None, **attributes: Any) -> RecordWork:
    """It as it comes from the topic."""
    happened = event(id, sequence, **attributes)
    envelope = Envelope(f"{id}-{sequence}", happened.TYPE, "/test", id, NOW, sequence, "thread")
    body = happened.model_dump_json().encode()
    place = sequence if offset is None else offset
    return RecordWork(PEOPLE, 0, place, envelope.to_headers(), body, Received(envelope, happened))


def counting(id: str, **options: Any) -> CommandWork:
    """A command to count."""

    def begin(context: Context) -> Deciding:
        return count(Count(id=id), context)

    return command(begin, **options)


def command(begin: Begin, **options: Any) -> CommandWork:
    """Any command, answered with what the decision tells."""

    def present(applied: Applied) -> Answer:
        told = applied.decision.answer
        return Answer(200, str(getattr(told, "count", told)))

    return CommandWork("count", begin, present, Cause("thread"), **options)


def reminder(begin: Callable[[Context], Deciding | Decision], id: str = "later", due: datetime = NOW) -> ReminderWork:
    """One that is due."""
    return ReminderWork(id, due, begin, Cause("thread"))
