"""Speaks for organisations to the replicas of a service, and for other services to its topics."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

import httpx

from mentormesh_contracts import TOPIC_OF, Event
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing
from services.chassis.identity import new_id
from services.chassis.runtime import Runtime
from services.chassis.service import Service
from services.chassis.settings import Settings
from tests.integration.support.feed import Feed
from tests.integration.support.running import Replica, running
from tests.integration.support.waiting import eventually

OPERATOR = "operator"


class Office:
    """What all services have in common; each has an office of its own for what only it can be asked."""

    usual_scopes: ClassVar[frozenset[Scope]] = frozenset(Scope) - {Scope.OPERATE}
    """What organisations' keys are good for, unless a test says otherwise. The operator's are for operating."""

    def __init__(self, replicas: Sequence[Replica], feed: Feed, ring: KeyRing) -> None:
        self.replicas, self.feed, self.ring = replicas, feed, ring
        self._keys: dict[tuple[str, frozenset[Scope]], str] = {}

    @classmethod
    @asynccontextmanager
    async def opened(cls, service: Service, settings: Settings, replicas: int = 1) -> AsyncIterator[Self]:
        """It is open while the `with` lasts, with so many replicas."""
        async with Feed.opened(settings) as feed, running(service, settings, replicas) as started:
            yield cls(started, feed, KeyRing.of(settings))

    @property
    def runtime(self) -> Runtime:
        """The first replica's."""
        return self.replicas[0].runtime

    @property
    def http(self) -> httpx.AsyncClient:
        """Asks the first replica."""
        return self.replicas[0].http

    @property
    def now(self) -> datetime:
        """The time there, in whole seconds."""
        return self.runtime.clock.now().replace(microsecond=0)

    async def pass_time(self, by: timedelta) -> None:
        """Move the clock of all replicas."""
        self.runtime.clock.advance(by)
        await self.runtime.kept_clock.keep()
        for replica in self.replicas:
            await replica.runtime.kept_clock.load()

    async def ask(
        self,
        method: str,
        path: str,
        by: str,
        body: Any = None,
        *,
        replica: int = 0,
        scopes: Collection[Scope] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """One request with a key of that organisation. More: what httpx sends with a request."""
        sent = {**self.key(by, scopes), **(headers or {})}
        if method == "POST":
            sent.setdefault("Idempotency-Key", new_id())
        return await self.replicas[replica].http.request(method, path, json=body, headers=sent, **more)

    async def get(self, path: str, by: str, *, scopes: Collection[Scope] = (), **query: Any) -> httpx.Response:
        """Read."""
        return await self.ask("GET", path, by, scopes=scopes, params=query or None)

    async def post(self, path: str, by: str, body: Any = None, **options: Any) -> httpx.Response:
        """Act."""
        return await self.ask("POST", path, by, body, **options)

    async def put(self, path: str, by: str, body: Any, **options: Any) -> httpx.Response:
        """Replace."""
        return await self.ask("PUT", path, by, body, **options)

    async def patch(self, path: str, by: str, body: Any, **options: Any) -> httpx.Response:
        """Change."""
        return await self.ask("PATCH", path, by, body, **options)

    def key(self, by: str, scopes: Collection[Scope] = ()) -> dict[str, str]:
        """The header with a key, signed without ever being issued, as an operator's first one is."""
        usual = frozenset({Scope.OPERATE}) if by == OPERATOR else self.usual_scopes
        may = frozenset(scopes) or usual
        if (by, may) not in self._keys:
            self._keys[by, may] = self.ring.issue(new_id(), by, may, self.now, self.now + timedelta(days=900))
        return {"Authorization": f"Bearer {self._keys[by, may]}"}

    async def is_told(self, *events: Event, sequence: int = 1) -> None:
        """Other services publish events."""
        for event in events:
            await self.feed.event(event, sequence)

    async def hears(self, *events: Event, sequence: int = 1) -> None:
        """Other services publish events, and they are known here."""
        await self.is_told(*events, sequence=sequence)
        await self.has_heard(*events, sequence=sequence)

    async def has_heard(self, *events: Event, sequence: int = 1) -> None:
        """Wait until they are known here."""
        places = [(f"{TOPIC_OF[type(event)].name}/{event.subject}", sequence) for event in events]
        await eventually(lambda: self.runtime.has_heard(places))


def slug(answer: httpx.Response) -> str:
    """The kind of a problem."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).rpartition("/")[2]


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of a problem."""
    return answer.status_code, slug(answer)
