"""All five services, each by itself, and an organisation that asks them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self

import httpx

from services.chassis.service import Service
from services.chassis.settings import Settings
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from services.partners.app import SERVICE as PARTNERS
from services.profile.app import SERVICE as PROFILE
from services.scheduling.app import SERVICE as SCHEDULING
from tests.integration.support.office import Office
from tests.integration.support.waiting import LONG_ENOUGH, LOOK_AGAIN

ORGANISATION = "elm"
NOT_HEARD_YET = (404, 503)
SERVICES = {each.name: each for each in (PARTNERS, PROFILE, MATCHING, SCHEDULING, FEEDBACK)}


class Everybody:
    """The running services. Each may be closed and opened again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.offices: dict[str, Office] = {}
        self._stacks: dict[str, AsyncExitStack] = {}

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings) -> AsyncIterator[Self]:
        """They run while the `with` lasts."""
        everybody = cls(settings)
        try:
            await asyncio.gather(*(everybody.open(service) for service in SERVICES.values()))
            yield everybody
        finally:
            await asyncio.gather(*(everybody.close(name) for name in list(everybody.offices)))

    async def open(self, service: Service) -> None:
        """Start it."""
        stack = self._stacks[service.name] = AsyncExitStack()
        self.offices[service.name] = await stack.enter_async_context(Office.opened(service, self.settings))

    async def close(self, name: str) -> None:
        """Stop it."""
        del self.offices[name]
        await self._stacks.pop(name).aclose()

    async def ask(self, service: str, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """One answer of that service; what it has not heard of yet is asked for again, for a while."""
        deadline = asyncio.get_running_loop().time() + LONG_ENOUGH
        while True:
            answer = await self.offices[service].ask(method, path, ORGANISATION, body, **options)
            if answer.status_code not in NOT_HEARD_YET or asyncio.get_running_loop().time() > deadline:
                return answer
            await asyncio.sleep(LOOK_AGAIN)

    async def post(self, service: str, path: str, body: Any = None, **options: Any) -> Any:
        """The body of what must be done."""
        return await self._done(service, "POST", path, body, **options)

    async def get(self, service: str, path: str, **query: Any) -> Any:
        """The body of what must be there."""
        return await self._done(service, "GET", path, params=query or None)

    async def _done(self, service: str, method: str, path: str, body: Any = None, **options: Any) -> Any:
        answer = await self.ask(service, method, path, body, **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None
