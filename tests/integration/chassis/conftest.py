"""A running toy service, and a producer of events for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from deploy.local import Servers
from mentormesh_contracts import TOPIC_OF, Envelope, Event
from mentormesh_contracts.people import Person, PersonChanged, PersonRegistered
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.toy import TOY

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
async def settings(servers: Servers, fresh_names: FreshNames) -> Settings:
    """Settings for one test alone, with its topics made."""
    own = {name.removeprefix("MENTORMESH_").lower(): value for name, value in servers.environment().items()}
    settings = load_settings(**own, namespace=fresh_names.namespace, sandbox=True)
    await create_topics(settings)
    return settings


@pytest.fixture
async def replica(settings: Settings) -> AsyncIterator[Callable[[], Awaitable[Runtime]]]:
    """Starts a replica of the toy service; all are stopped in the end."""
    started: list[Runtime] = []

    async def start() -> Runtime:
        runtime = Runtime(TOY, settings)
        await runtime.start()
        started.append(runtime)
        return runtime

    yield start
    for runtime in started:
        await runtime.stop()


@pytest.fixture
async def toy(replica: Callable[[], Awaitable[Runtime]]) -> Runtime:
    """One running replica."""
    return await replica()


class Feed:
    """Publishes events as the profile service would."""

    def __init__(self, producer: AIOKafkaProducer, settings: Settings) -> None:
        self._producer, self._settings = producer, settings

    async def event(self, event: Event, sequence: int) -> None:
        """One event with the given number."""
        envelope = Envelope(new_id(), event.TYPE, "/test", event.subject, NOW, sequence, "test")
        await self.raw(event.subject, envelope.to_headers(), event.model_dump_json().encode(), TOPIC_OF[type(event)].name)

    async def raw(
        self, key: str, headers: list[tuple[str, bytes]], body: bytes, topic: str = "mentormesh.people.v1"
    ) -> None:
        """Whatever is given."""
        await self._producer.send_and_wait(self._settings.topic(topic), body, key=key.encode(), headers=headers)


@pytest.fixture
async def feed(settings: Settings) -> AsyncIterator[Feed]:
    """A producer for the test's topics."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all")
    await producer.start()
    yield Feed(producer, settings)
    await producer.stop()


def person(id: str, **attributes: Any) -> Person:
    """A person with few attributes."""
    return Person(id=id, organisation_id="org", registered_at=NOW, changed_at=NOW, **attributes)


def registered(id: str, **attributes: Any) -> PersonRegistered:
    """The first event of a person."""
    return PersonRegistered(after=person(id, **attributes))


def changed(id: str, **attributes: Any) -> PersonChanged:
    """A later event of a person."""
    return PersonChanged(changed=("zone",), after=person(id, **attributes))


async def eventually(question: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Wait until it is so; fail if it does not become so."""
    async with asyncio.timeout(seconds):
        while not await question():
            await asyncio.sleep(0.02)
