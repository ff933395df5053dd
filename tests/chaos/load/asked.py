"""One request as somebody means it, however often it has to be sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.load.places import Places

Body = dict[str, Any]
Wanted = tuple[str, str]
"""A type of event without `mentormesh.` and `.v1`, and the aggregate that it is about."""
Effects = Callable[[Any], Iterable[Wanted]]


def of_answer(kind: str) -> Effects:
    """The event is about what the answer shows."""
    return lambda answer: [(kind, answer["id"])]


def about(kind: str, id: str) -> Effects:
    """The event is about something known before."""
    return lambda answer: [(kind, id)]


def nothing(answer: Any) -> Iterable[Wanted]:
    """No event comes of it."""
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `effects`: the events that must come of it once it is accepted, each exactly once."""

    act: str
    key: str
    """The API key."""
    method: str
    path: str
    body: Any = None
    content: tuple[str, bytes] | None = None
    """Instead of a body: a media type and bytes."""
    effects: Effects = nothing
    counts: tuple[tuple[str, int], ...] = ()
    """Of which type how many events come of it, where the answer does not tell about whom."""
    refusals: tuple[str, ...] = ()
    """What may be refused in the ordinary course; any other refusal is a surprise."""
    places: Places = field(default_factory=Places)
    """What the caller has seen."""
