"""Puts events on their topics beforehand, as rows of an outbox are."""

from collections.abc import Sequence

from services.chassis.mongo.driver import Document
from services.chassis.relay.publisher import Publisher
from services.chassis.settings import Settings

AT_ONCE = 2000


async def publish(settings: Settings, rows: Sequence[Document]) -> None:
    """Put the rows on their topics. Raises KafkaError."""
    publisher = Publisher(settings)
    await publisher.start()
    try:
        for first in range(0, len(rows), AT_ONCE):
            await _all_of(publisher, rows[first : first + AT_ONCE])
    finally:
        await publisher.stop()


async def _all_of(publisher: Publisher, rows: Sequence[Document]) -> None:
    while rows:
        done, error = await publisher.publish(rows)
        if error is not None:
            raise error
        published = set(done)
        rows = [row for row in rows if row["_id"] not in published]
