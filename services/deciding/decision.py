"""What a rule answers: new states, the events that tell of them, and what to be reminded of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts import Event
from services.deciding.aggregate import Aggregate
from services.deciding.needs import Needing


class Command(BaseModel):
    """A wish that a rule answers with a decision or a refusal."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may not find out by itself."""

    now: datetime
    new_id: Callable[[], str]
    happened_at: datetime | None = None
    """For a reaction: the time of the event."""


@dataclass(frozen=True, slots=True)
class Change:
    """A new state, with the events that led to it, in order."""

    state: Aggregate
    events: tuple[Event, ...] = ()
    removed: bool = False
    buried_as: type[Event] | None = None
    """The type of its last event: a record of that type without a body ends its stream."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A command that is to be carried out at a due time. Setting one with the same id replaces it."""

    id: str
    due: datetime
    command: Command


@dataclass(slots=True)
class Decision:
    """The outcome of a rule. Empty: nothing changes."""

    changes: list[Change] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    answer: Any = None
    """What the one who asked is told."""

    def save(self, state: Aggregate, *events: Event) -> Self:
        """Keep the new state and publish the events."""
        self.changes.append(Change(state, events))
        return self

    def remove(self, state: Aggregate) -> Self:
        """Remove an aggregate that never has events, such as a claim: its numbers would begin anew."""
        self.changes.append(Change(state, removed=True))
        return self

    def bury(self, state: Aggregate, last: type[Event]) -> Self:
        """Remove an aggregate for good, after its last event: a record without a body ends its stream.

        Its id must never be used again: its numbers would begin anew.
        """
        self.changes.append(Change(state, removed=True, buried_as=last))
        return self

    def remind(self, id: str, due: datetime, command: Command) -> Self:
        """Carry out the command at the due time, once. It outdoes a `forget` of the same decision."""
        self.reminders.append(Reminder(id, due, command))
        return self

    def forget(self, id: str) -> Self:
        """Drop a reminder; no matter if there is none."""
        self.forgotten.append(id)
        return self

    def tell(self, answer: Any) -> Self:
        """Set the answer."""
        self.answer = answer
        return self

    @property
    def events(self) -> list[Event]:
        """All events, in order."""
        return [event for change in self.changes for event in change.events]


Deciding: TypeAlias = Needing[Decision]
"""The type of a decider's result: `def reschedule(command: Reschedule, context: Context) -> Deciding`."""
