"""Events as other services publish them, and whatever else may come along on a topic."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Self

from aiokafka import AIOKafkaProducer

from mentormesh_contracts import TOPIC_OF, Envelope, Event
from services.chassis.identity import new_id
from services.chassis.settings import Settings

PEOPLE = "mentormesh.people.v1"
Header = tuple[str, bytes | None]


class Feed:
    """A producer for the topics of one installation."""

    def __init__(self, producer: AIOKafkaProducer, settings: Settings) -> None:
        self._producer, self._settings = producer, settings

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings) -> AsyncIterator[Self]:
        """It publishes while the `with` lasts."""
        async with AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all") as producer:
            yield cls(producer, settings)

    async def event(self, event: Event, sequence: int, *more: Header) -> None:
        """One event with the given number, and with further headers."""
        envelope = Envelope(new_id(), event.TYPE, "/test", event.subject, datetime.now(UTC), sequence, "test")
        body = event.model_dump_json().encode()
        await self.raw(event.subject, [*envelope.to_headers(), *more], body, TOPIC_OF[type(event)].name)

    async def raw(self, key: str, headers: Sequence[Header], body: bytes, topic: str = PEOPLE) -> None:
        """Whatever is given."""
        await self._producer.send_and_wait(self._settings.topic(topic), body, key=key.encode(), headers=list(headers))
