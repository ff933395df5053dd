"""What the writer is given to do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from mentormesh_contracts import Received
from mentormesh_contracts.vocabulary import HeldBack
from services.deciding import Aggregate, Context, Deciding, Decision

Begin: TypeAlias = Callable[[Context], Deciding | Decision]
"""Starts a decider: its message is bound already."""

SourceKey: TypeAlias = str
"""Which aggregate of which topic a record is about: `<topic>/<aggregate id>`."""


def source_key(topic: str, subject: str) -> SourceKey:
    """The key under which the last sequence seen of an aggregate is kept."""
    return f"{topic}/{subject}"


@dataclass(frozen=True, slots=True)
class Cause:
    """Where a piece of work comes from; travels on with its events."""

    correlation_id: str
    causation_id: str | None = None
    traceparent: str | None = None
    accepted_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, complete, so that it can be kept and given again."""

    status: int
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a decision came to: the first changed aggregate's revision, and the numbers of its events."""

    decision: Decision
    revision: int | None
    position: tuple[tuple[SourceKey, int], ...]


@dataclass(frozen=True, slots=True)
class Idempotency:
    """A client's key for one request, and what the request was."""

    id: str
    request_hash: str


@dataclass(frozen=True, slots=True)
class Expected:
    """If-Match: the revision that the client saw."""

    kind: type[Aggregate]
    id: str
    revision: int


@dataclass(slots=True, eq=False)
class CommandWork:
    """A command from outside, answered over HTTP."""

    act: str
    begin: Begin
    present: Callable[[Applied], Answer]
    cause: Cause
    idempotency: Idempotency | None = None
    expected: Expected | None = None
    deadline: float = float("inf")
    """On the event loop's clock; past it the command is answered with Busy instead of being tried again."""
    done: "asyncio.Future[Answer]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An operator gave a record up: it counts as seen, without an effect."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An operator lets a record go on without the missing ones before it, if `after` still is the last one applied."""

    after: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class HeldFor:
    """Why a record was taken out of the stream."""

    reason: HeldBack
    why: str


@dataclass(slots=True, eq=False)
class RecordWork:
    """A record of a topic, or one that was parked and is tried again."""

    topic: str
    partition: int
    offset: int
    headers: list[tuple[str, bytes]]
    body: bytes | None
    received: Received | None
    fault: str | None = None
    """Why it cannot be read; its envelope may still be known."""
    held_id: str | None = None
    """Its document among the held records, when it is tried again."""
    attempts: int = 0
    given_up: GivenUp | None = None
    passed_over: PassedOver | None = None
    failure: BaseException | None = None
    """A permanent error that the commit of this record alone led to."""
    held_for: HeldFor | None = None
    """Set by the batch that carries it out; None: it is applied, or was before."""

    @property
    def source(self) -> SourceKey:
        """The source aggregate; only for records that can be read."""
        assert self.received is not None
        return source_key(self.topic, self.received.envelope.subject)

    @property
    def sequence(self) -> int:
        """The event's number; only for records that can be read."""
        assert self.received is not None
        return self.received.envelope.sequence

    @property
    def is_final(self) -> bool:
        """Whether nothing that came before of its aggregate matters any more; only for records that can be read."""
        assert self.received is not None
        return self.received.tombstone or (self.received.event is not None and self.received.event.FINAL)


@dataclass(slots=True, eq=False)
class ReminderWork:
    """A reminder that is due."""

    id: str
    due: datetime
    begin: Begin
    cause: Cause
    attempts: int = 0
    failure: BaseException | None = None
    """A permanent error that it led to by itself."""
    act: str = "remind"
    """What is carried out, as it is called in the code."""


Work: TypeAlias = CommandWork | RecordWork | ReminderWork
Reaction: TypeAlias = Callable[[Any, Context], Deciding | Decision]
"""A decider for an event type: `react(event, context)`."""
