"""What a service counts of the mission when its own events are committed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from mentormesh_contracts import Event
from services.deciding import Decision

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Happened(Generic[E]):
    """An event that was decided here."""

    event: E
    organisations: tuple[str, ...]
    """Those that may find what it is about."""
    at: datetime


Tally: TypeAlias = Callable[[Happened[Any]], None]
"""Counts one, at once and without fail. Called once for each committed event, unless the process dies just then."""

Tallies: TypeAlias = Mapping[type[Event], Tally]


def counted(decision: Decision, tallies: Tallies, at: datetime) -> Iterator[Happened[Any]]:
    """What of the decision is counted once it is committed."""
    for change in decision.changes:
        for event in change.events:
            if type(event) in tallies:
                yield Happened(event, tuple(change.state.organisations()), at)
