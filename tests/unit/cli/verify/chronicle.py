"""Builds what the topics hold: events as services would publish them, and as none of them should."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from cli.verify.history import History
from cli.verify.record import Raw
from mentormesh_contracts import TOPIC_OF, Envelope, Event

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOTHING: Mapping[str, Any] = {}


class Chronicle:
    """A minute passes with each event, so that none of them can be excused by differing clocks."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.raws: list[Raw] = []
        self.states: dict[tuple[str, str], Any] = {}
        self._sequences: Counter[tuple[str, str]] = Counter()

    def tell(self, *events: Event, **envelope: Any) -> "Chronicle":
        """Publish events, all at the same time."""
        self.now += MINUTE
        for event in events:
            self._publish(event, envelope)
        return self

    def change(self, event: type[Event], id: str, after: Mapping[str, Any] = NOTHING, **said: Any) -> "Chronicle":
        """Publish that this happened to a known aggregate, and what is different after it."""
        state = self.state(event, id).model_copy(update=dict(after))
        return self.tell(event(after=state, **said))

    def state(self, event: type[Event], id: str) -> Any:
        """The aggregate as it was last told of."""
        return self.states[TOPIC_OF[event].name, id]

    def add(self, raw: Raw) -> "Chronicle":
        """Put any record on a topic."""
        self.raws.append(raw)
        return self

    def of(self, event: type[Event], id: str) -> list[int]:
        """Where in the chronicle an aggregate's events of a type are."""
        wanted = (b"ce_type", event.TYPE.encode()), (b"ce_subject", id.encode())
        return [
            number
            for number, raw in enumerate(self.raws)
            if all((name.decode(), value) in raw.headers for name, value in wanted)
        ]

    def alter(self, place: int, headers: Mapping[str, str] = NOTHING, **changes: Any) -> "Chronicle":
        """Change a record that was published."""
        raw = self.raws[place]
        changed = tuple((name, headers[name].encode() if name in headers else value) for name, value in raw.headers)
        self.raws[place] = replace(raw, headers=changed, **changes)
        return self

    def history(self, *private_words: str) -> History:
        """As a checker reads it."""
        return History(self.raws, private_words)

    def _publish(self, event: Event, envelope: Mapping[str, Any]) -> None:
        topic = TOPIC_OF[type(event)]
        aggregate = (topic.name, event.subject)
        self._sequences[aggregate] += 1
        self.states[aggregate] = event.after
        given: dict[str, Any] = {
            "id": f"e{len(self.raws) + 1}",
            "type": event.TYPE,
            "source": f"/mentormesh/{topic.owner}",
            "subject": event.subject,
            "time": self.now,
            "sequence": self._sequences[aggregate],
            "correlation_id": f"c{len(self.raws) + 1}",
        }
        headers = tuple(Envelope(**given | dict(envelope)).to_headers())
        key = event.subject.encode()
        body = event.model_dump_json().encode()
        self.raws.append(Raw(topic.name, crc32(key) % topic.partitions, len(self.raws), key, headers, body))
