"""Outbox rows: events as they will be published, written in the transaction that caused them."""

from collections.abc import Callable, Collection
from datetime import datetime

from bson import Binary, Timestamp

from mentormesh_contracts import DOWNCASTERS, TOPIC_OF, Envelope, Event
from services.chassis.mongo.driver import Document
from services.chassis.writer.desk import Tombstone
from services.chassis.writer.work import Cause

ONLY_LANE = 0
LARGEST = 900_000
"""Bytes of an event that every broker takes: by default they take a million, with the envelope."""


class EventTooLarge(Exception):
    """No broker would take the event, and those behind it would wait for ever: a programming error, permanent."""


class Outbox:
    """The rows of one batch, in the order of their decisions."""

    def __init__(self, service: str, now: datetime, new_id: Callable[[], str], earlier: Collection[str] = ()) -> None:
        self._source = f"/mentormesh/{service}"
        self._now = now
        self._new_id = new_id
        self._earlier = earlier
        self.rows: list[Document] = []

    def add(self, event: Event | Tombstone, sequence: int, cause: Cause) -> None:
        """Add an event as the `sequence`th of its aggregate, or the tombstone that ends them.

        The server fills in the empty stamp: later writes to an aggregate get later stamps, whatever process they
        come from, so that reading by stamp gives each aggregate's events in order.
        """
        kind = event.type if isinstance(event, Tombstone) else type(event)
        written, body = (kind.TYPE, None) if isinstance(event, Tombstone) else self._written(event)
        envelope = Envelope(
            id=self._new_id(),
            type=written,
            source=self._source,
            subject=event.subject,
            time=self._now,
            sequence=sequence,
            correlation_id=cause.correlation_id,
            causation_id=cause.causation_id,
            traceparent=cause.traceparent,
            accepted_time=cause.accepted_time,
        )
        self.rows.append(
            {
                "_id": envelope.id,
                "lane": ONLY_LANE,
                "stamp": Timestamp(0, 0),
                "pending": True,
                "topic": TOPIC_OF[kind].name,
                "key": event.subject,
                "headers": dict(envelope.to_headers()),
                "body": None if body is None else Binary(body),
                "created_at": self._now,
            }
        )

    def _written(self, event: Event) -> tuple[str, bytes]:
        written, body = DOWNCASTERS.written(event, self._earlier)
        if len(body) > LARGEST:
            raise EventTooLarge(f"{written} of {event.subject} has {len(body)} bytes, {LARGEST} at most")
        return written, body
