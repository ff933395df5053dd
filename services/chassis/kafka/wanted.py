"""Which records of a topic concern a service."""

from collections.abc import Iterable

from mentormesh_contracts import TOPIC_OF, Event


class Wanted:
    """Of a topic that it follows, all: their numbers have no gaps. Of another one only those that end a stream."""

    def __init__(self, events: Iterable[type[Event]]) -> None:
        heard = tuple(events)
        self._followed = frozenset(TOPIC_OF[event].name for event in heard if not event.FINAL)
        self._types = frozenset(event.TYPE.encode() for event in heard)

    def __call__(self, topic: str, headers: Iterable[tuple[str, bytes]]) -> bool:
        """Whether it does."""
        return topic in self._followed or any(name == "ce_type" and value in self._types for name, value in headers)
