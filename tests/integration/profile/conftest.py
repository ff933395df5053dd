"""Profile behind HTTP, keys of organisations, and events as matching and partners publish them."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from typing import Any

import httpx
import pytest_asyncio
from aiokafka import AIOKafkaProducer

from deploy.local import Servers
from mentormesh_contracts import TOPIC_OF, Event
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from services.profile.app import SERVICE
from tests.fresh_names import FreshNames
from tests.integration.chassis.conftest import Feed, eventually

ALL = frozenset(set(Scope) - {Scope.OPERATE})


class Office:
    """Speaks for organisations to the service, and for other services to its topics."""

    def __init__(self, runtime: Runtime, http: httpx.AsyncClient, feed: Feed) -> None:
        self.runtime, self.http, self.feed = runtime, http, feed

    async def get(self, path: str, by: str, *scopes: Scope, **query: Any) -> httpx.Response:
        return await self.http.get(path, headers=self.key(by, scopes), params=query)

    async def send(
        self, method: str, path: str, by: str, body: Any = None, *, scopes: Iterable[Scope] = (), headers: Any = None
    ) -> httpx.Response:
        own = {"Idempotency-Key": new_id(), **self.key(by, scopes), **(headers or {})}
        return await self.http.request(method, path, json=body, headers=own)

    async def post(self, path: str, by: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self.send("POST", path, by, body, **more)

    async def upload(self, by: str, content: str, form: str = "text/csv", **query: Any) -> httpx.Response:
        headers = {**self.key(by), "Content-Type": form}
        return await self.http.post("/v1/people/imports", content=content, headers=headers, params=query, timeout=120)

    async def registered(self, by: str, external_id: str = "E-1", **more: Any) -> str:
        """The id of a person who has just been registered."""
        answer = await self.post("/v1/people", by, {"external_id": external_id, "name": "Ada", **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["person"]["id"])

    async def hears(self, event: Event, sequence: int = 1) -> None:
        """Publish an event and wait until it is known here."""
        await self.feed.event(event, sequence)
        place = (f"{TOPIC_OF[type(event)].name}/{event.subject}", sequence)
        await eventually(lambda: self.runtime.has_heard([place]))

    def key(self, by: str, scopes: Iterable[Scope] = ()) -> dict[str, str]:
        now = self.runtime.clock.now()
        may = frozenset(scopes) or ALL
        return {"Authorization": f"Bearer {self.runtime.keys.issue(new_id(), by, may, now, now + timedelta(days=9))}"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def settings(servers: Servers, session_prefix: str) -> Settings:
    """Settings for these tests, with their topics made."""
    own = {name.removeprefix("MENTORMESH_").lower(): value for name, value in servers.environment().items()}
    names = FreshNames.next(session_prefix)
    settings = load_settings(**own, namespace=names.namespace, sandbox=True, signing_key=new_signing_key())
    await create_topics(settings)
    return settings


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[Office]:
    """The running service, one for all these tests: each has organisations of its own."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all")
    runtime = Runtime(SERVICE, settings)
    await producer.start()
    await runtime.start()
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    async with httpx.AsyncClient(transport=transport, base_url="http://profile") as http:
        yield Office(runtime, http, Feed(producer, settings))
    await runtime.stop()
    await producer.stop()
