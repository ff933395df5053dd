"""Replicas of matching behind HTTP, and a network whose people and agreements other services told of."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from deploy.local import Servers
from mentormesh_contracts import Event
from mentormesh_contracts.organisations import Agreement, AgreementAccepted
from mentormesh_contracts.people import Person, PersonRegistered
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from services.matching.app import SERVICE
from tests.fresh_names import FreshNames
from tests.integration.chassis.conftest import Feed, eventually

NOW = datetime.now(UTC)
PEOPLE, ORGANISATIONS = "mentormesh.people.v1", "mentormesh.organisations.v1"


class Office:
    """Speaks for organisations to the replicas, and for other services to the topics."""

    def __init__(self, replicas: list[tuple[Runtime, httpx.AsyncClient]], feed: Feed) -> None:
        self.replicas, self.feed = replicas, feed
        self._keys: dict[tuple[str, frozenset[Scope]], str] = {}

    @property
    def runtime(self) -> Runtime:
        """The first replica."""
        return self.replicas[0][0]

    async def get(self, path: str, by: str, **query: Any) -> httpx.Response:
        """Read."""
        return await self.replicas[0][1].get(path, params=query, headers=self.key(by))

    async def post(
        self, path: str, by: str, body: Any = None, *, replica: int = 0, scopes: Iterable[Scope] = (), **headers: str
    ) -> httpx.Response:
        """Act."""
        sent = {"Idempotency-Key": new_id(), **self.key(by, scopes), **headers}
        return await self.replicas[replica][1].post(path, json=body, headers=sent)

    async def put(self, path: str, by: str, body: Any, **headers: str) -> httpx.Response:
        """Replace."""
        return await self.replicas[0][1].put(path, json=body, headers={**self.key(by), **headers})

    def key(self, by: str, scopes: Iterable[Scope] = ()) -> dict[str, str]:
        """A key of that organisation."""
        may = frozenset(scopes) or frozenset({Scope.READ, Scope.COORDINATE})
        if (by, may) not in self._keys:
            self._keys[by, may] = self.runtime.keys.issue(new_id(), by, may, NOW, NOW + timedelta(days=900))
        return {"Authorization": f"Bearer {self._keys[by, may]}"}

    async def hears(self, *events: Event, sequence: int = 1) -> None:
        """Other services tell of something, and it is known here."""
        await asyncio.gather(*(self.feed.event(event, sequence) for event in events))
        topics = [PEOPLE if isinstance(event.after, Person) else ORGANISATIONS for event in events]
        places = [(f"{topic}/{event.subject}", sequence) for topic, event in zip(topics, events, strict=True)]
        await eventually(lambda: self.runtime.has_heard(places))

    async def registers(self, *people: Person) -> None:
        """Have people registered."""
        await self.hears(*(PersonRegistered(after=person) for person in people))

    async def joins(self, agreement: Agreement) -> None:
        """Have an agreement accepted."""
        await self.hears(AgreementAccepted(after=agreement), sequence=1)

    async def opens(self, kind: str = "formal", by: str = "acme", **facts: Any) -> str:
        """The address of a new programme that is open to partners."""
        body = {"kind": kind, "title": f"A {kind} programme", "open_to_partners": True, **facts}
        answer = await self.post("/v1/programmes", by, body)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["Location"])

    async def enrols(self, programme: str, by: str, role: str, *people: str) -> None:
        """Have people enrolled."""
        body = {"people": [{"person_id": id, "role": role} for id in people]}
        answer = await self.post(f"{programme}/enrolments/bulk", by, body)
        assert answer.json()["enrolled"] == len(people), answer.text

    async def matches(self, programme: str, by: str = "acme") -> dict[str, Any]:
        """A cycle that is over."""
        started = await self.post(f"{programme}/cycles", by)
        assert started.status_code == 202, started.text

        async def is_over() -> bool:
            return bool((await self.get(started.headers["Location"], by)).json()["status"] != "running")

        await eventually(is_over)
        cycle: dict[str, Any] = (await self.get(started.headers["Location"], by)).json()
        return cycle

    async def accepts(self, mentorship: dict[str, Any]) -> dict[str, Any]:
        """All members accept."""
        answer: httpx.Response | None = None
        for member in mentorship["members"]:
            path = f"/v1/mentorships/{mentorship['id']}/accept"
            answer = await self.post(path, member["organisation_id"], {"person_id": member["person_id"]})
            assert answer.status_code == 200, answer.text
        assert answer is not None
        accepted: dict[str, Any] = answer.json()
        return accepted

    async def mentorships(self, by: str, **query: Any) -> list[dict[str, Any]]:
        """What the organisation sees."""
        found: list[dict[str, Any]] = (await self.get("/v1/mentorships", by, limit=200, **query)).json()["items"]
        return found


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


Opening = Callable[[int], AbstractAsyncContextManager[Office]]


@pytest.fixture
def opened(settings: Settings) -> Opening:
    """An office with so many running replicas."""

    @asynccontextmanager
    async def opening(replicas: int) -> AsyncIterator[Office]:
        async with AsyncExitStack() as stack:
            producer = AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all")
            await producer.start()
            stack.push_async_callback(producer.stop)
            started = [await _replica(settings, stack) for _ in range(replicas)]
            yield Office(started, Feed(producer, settings))

    return opening


@pytest.fixture
async def office(opened: Opening) -> AsyncIterator[Office]:
    """One replica."""
    async with opened(1) as office:
        yield office


async def _replica(settings: Settings, stack: AsyncExitStack) -> tuple[Runtime, httpx.AsyncClient]:
    runtime = Runtime(SERVICE, settings)
    await runtime.start()
    stack.push_async_callback(runtime.stop)
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    client = httpx.AsyncClient(transport=transport, base_url="http://matching")
    return runtime, await stack.enter_async_context(client)
