"""Replicas of scheduling behind HTTP, keys of organisations, and events as other services publish them."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from deploy.local import Servers
from mentormesh_contracts.mentorships import (
    Member,
    Mentorship,
    MentorshipCompleted,
    MentorshipEvent,
    MentorshipPaused,
    MentorshipStarted,
)
from mentormesh_contracts.people import Person, PersonRegistered
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind, Role, Scope
from services.chassis.http.keys import new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from services.scheduling.app import SERVICE
from tests.fresh_names import FreshNames
from tests.integration.chassis.conftest import Feed, eventually

NOW = datetime.now(UTC).replace(microsecond=0)
TOMORROW = NOW + timedelta(days=1)
EVENTS: dict[MentorshipStatus, type[MentorshipEvent]] = {
    MentorshipStatus.ACTIVE: MentorshipStarted,
    MentorshipStatus.PAUSED: MentorshipPaused,
    MentorshipStatus.COMPLETED: MentorshipCompleted,
}


def pair(id: str, mentor: str, mentee: str, status: MentorshipStatus = MentorshipStatus.ACTIVE) -> MentorshipEvent:
    """What matching tells of two people, each written `organisation/person`."""
    members = tuple(
        Member(organisation_id=name.split("/")[0], person_id=name.split("/")[1], role=role)
        for name, role in ((mentor, Role.MENTOR), (mentee, Role.MENTEE))
    )
    mentorship = Mentorship(
        id=id,
        programme_id="programme",
        kind=ProgrammeKind.FORMAL,
        origin=MentorshipOrigin.CYCLE,
        status=status,
        members=members,
        cadence_days=30,
        proposed_at=NOW - timedelta(days=2),
        closed_at=NOW if status is MentorshipStatus.COMPLETED else None,
    )
    return EVENTS[status](after=mentorship)


class Office:
    """Speaks for organisations to the replicas, and for other services to the topics."""

    def __init__(self, replicas: list[tuple[Runtime, httpx.AsyncClient]], feed: Feed) -> None:
        self.replicas, self.feed = replicas, feed
        self._keys: dict[tuple[str, frozenset[Scope]], str] = {}

    @property
    def runtime(self) -> Runtime:
        """The first replica."""
        return self.replicas[0][0]

    async def ask(
        self,
        method: str,
        path: str,
        by: str,
        body: Any = None,
        *,
        replica: int = 0,
        scopes: Iterable[Scope] = (Scope.READ, Scope.COORDINATE),
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """One request with a key of that organisation."""
        sent = {"Authorization": f"Bearer {self._key(by, frozenset(scopes))}", **(headers or {})}
        if method == "POST":
            sent.setdefault("Idempotency-Key", new_id())
        return await self.replicas[replica][1].request(method, path, json=body, headers=sent)

    async def plan(self, mentorship_id: str, by: str, start: datetime, **rest: Any) -> httpx.Response:
        """Plan a session of an hour; booked at once unless said otherwise."""
        options = {name: rest.pop(name) for name in ("replica", "headers", "scopes") if name in rest}
        body = {"start": start.isoformat(), "zone": "Europe/Paris", "book": True, **rest}
        return await self.ask("POST", f"/v1/mentorships/{mentorship_id}/sessions", by, body, **options)

    async def hears(self, *events: MentorshipEvent, sequence: int = 1) -> None:
        """Publish events and wait until they are known here."""
        for event in events:
            await self.feed.event(event, sequence)
        places = [(f"mentormesh.mentorships.v1/{event.subject}", sequence) for event in events]
        await eventually(lambda: self.runtime.has_heard(places))

    async def registers(self, organisation_id: str, *people: str) -> None:
        """Have people registered."""
        for id in people:
            person = Person(id=id, organisation_id=organisation_id, registered_at=NOW, changed_at=NOW)
            await self.feed.event(PersonRegistered(after=person), 1)
        await eventually(lambda: self.runtime.has_heard([(f"mentormesh.people.v1/{id}", 1) for id in people]))

    def _key(self, organisation_id: str, scopes: frozenset[Scope]) -> str:
        if (organisation_id, scopes) not in self._keys:
            key = self.runtime.keys.issue(new_id(), organisation_id, scopes, NOW, NOW + timedelta(days=900))
            self._keys[organisation_id, scopes] = key
        return self._keys[organisation_id, scopes]


@pytest.fixture
async def settings(servers: Servers, fresh_names: FreshNames) -> Settings:
    """Settings for one test alone, with its topics made."""
    own = {name.removeprefix("MENTORMESH_").lower(): value for name, value in servers.environment().items()}
    settings = load_settings(
        **own,
        namespace=fresh_names.namespace,
        sandbox=True,
        signing_key=new_signing_key(),
        rate_limit_per_minute=100_000,
    )
    await create_topics(settings)
    return settings


@asynccontextmanager
async def opened(settings: Settings, replicas: int) -> AsyncIterator[Office]:
    """An office with so many running replicas."""
    async with AsyncExitStack() as stack:
        producer = AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all")
        await producer.start()
        stack.push_async_callback(producer.stop)
        started = [await _replica(settings, stack) for _ in range(replicas)]
        yield Office(started, Feed(producer, settings))


async def _replica(settings: Settings, stack: AsyncExitStack) -> tuple[Runtime, httpx.AsyncClient]:
    runtime = Runtime(SERVICE, settings)
    await runtime.start()
    stack.push_async_callback(runtime.stop)
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    client = httpx.AsyncClient(transport=transport, base_url="http://scheduling")
    return runtime, await stack.enter_async_context(client)


@pytest.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    """One running replica."""
    async with opened(settings, replicas=1) as office:
        yield office


@pytest.fixture
async def two_replicas(settings: Settings) -> AsyncIterator[Office]:
    """Two, on the same database and in the same consumer group."""
    async with opened(settings, replicas=2) as office:
        yield office
