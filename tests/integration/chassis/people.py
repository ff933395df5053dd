"""People, as the profile service would tell of them, one by one or in great numbers."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Self

from aiokafka import AIOKafkaProducer

from mentormesh_contracts import Envelope
from mentormesh_contracts.people import Person, PersonChanged, PersonRegistered
from services.chassis.identity import new_id
from services.chassis.settings import Settings
from tests.integration.support.feed import PEOPLE

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def person(id: str, **attributes: Any) -> Person:
    """A person with few attributes."""
    return Person(id=id, organisation_id="org", registered_at=NOW, changed_at=NOW, **attributes)


def registered(id: str, **attributes: Any) -> PersonRegistered:
    """The first event of a person."""
    return PersonRegistered(after=person(id, **attributes))


def changed(id: str, **attributes: Any) -> PersonChanged:
    """A later event of a person."""
    return PersonChanged(changed=("zone",), after=person(id, **attributes))


class Crowd:
    """Many people, of whom many events are told."""

    def __init__(self, producer: AIOKafkaProducer, settings: Settings, people: Sequence[str]) -> None:
        self._producer, self._settings, self.people = producer, settings, people
        self.told: Counter[str] = Counter()

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings, people: Sequence[str]) -> AsyncIterator[Self]:
        """It can be heard of while the `with` lasts."""
        async with AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all", linger_ms=2) as producer:
            yield cls(producer, settings, people)

    async def tell(self, rounds: int) -> None:
        """So many events of each person; the broker has them when it returns."""
        sent = []
        for _ in range(rounds):
            for id in self.people:
                self.told[id] += 1
                sent.append(await self._send(id, self.told[id]))
        await asyncio.gather(*sent)

    async def _send(self, id: str, sequence: int) -> "asyncio.Future[Any]":
        event = registered(id) if sequence == 1 else changed(id)
        envelope = Envelope(new_id(), event.TYPE, "/test", id, NOW, sequence, "test")
        body = event.model_dump_json().encode()
        sending: asyncio.Future[Any] = await self._producer.send(
            self._settings.topic(PEOPLE), body, key=id.encode(), headers=envelope.to_headers()
        )
        return sending
