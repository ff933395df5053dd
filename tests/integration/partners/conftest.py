"""Partners behind HTTP, with keys of organisations and of an operator."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from typing import Any

import httpx
import pytest_asyncio

from deploy.local import Servers
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings, load_settings
from services.partners.app import SERVICE
from tests.fresh_names import FreshNames

OPERATOR = "operator"


class Office:
    """Speaks for organisations and for the operator."""

    def __init__(self, runtime: Runtime, http: httpx.AsyncClient) -> None:
        self.runtime, self.http = runtime, http

    async def get(self, path: str, by: str, *scopes: Scope, **query: Any) -> httpx.Response:
        return await self.http.get(path, headers=self.key(by, scopes), params=query)

    async def post(
        self, path: str, by: str, body: Any = None, *, scopes: Iterable[Scope] = (), headers: Any = None
    ) -> httpx.Response:
        sent = {"Idempotency-Key": new_id(), **self.key(by, scopes), **(headers or {})}
        return await self.http.post(path, json=body, headers=sent)

    async def patch(self, path: str, by: str, body: Any, headers: Any = None) -> httpx.Response:
        return await self.http.patch(path, json=body, headers={**self.key(by), **(headers or {})})

    async def joined(self, name: str) -> str:
        """The id of an organisation that has just joined; its name is its own."""
        return str((await self.post("/v1/organisations", OPERATOR, {"name": f"{name} {new_id()}"})).json()["id"])

    async def two(self) -> tuple[str, str]:
        """Two organisations."""
        return await self.joined("Acme"), await self.joined("Globex")

    def key(self, by: str, scopes: Iterable[Scope] = ()) -> dict[str, str]:
        """A key that was signed without ever being issued here, as the operator's first one is."""
        now = self.runtime.clock.now()
        may = frozenset(scopes) or frozenset({Scope.OPERATE} if by == OPERATOR else set(Scope) - {Scope.OPERATE})
        return {"Authorization": f"Bearer {self.runtime.keys.issue(new_id(), by, may, now, now + timedelta(days=400))}"}


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
    runtime = Runtime(SERVICE, settings)
    await runtime.start()
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    async with httpx.AsyncClient(transport=transport, base_url="http://partners") as http:
        yield Office(runtime, http)
    await runtime.stop()
