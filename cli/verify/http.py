"""Asks the public API, as each organisation with its own key."""

import asyncio
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from cli.verify.asking import OPERATOR, Answer, Ask

AT_ONCE = 16
PAGE = 200
TRIES = 8
LATER = frozenset((429, 503))
"""Answers that say: ask again."""
LONGEST_WAIT = 5.0
"""Seconds; a limit a minute may say more."""


class ApiOutOfReach(Exception):
    """The API does not answer; the message says which address was tried."""


class Api:
    """The API at an address, and the keys to ask it with. Belongs to one event loop."""

    def __init__(self, url: str, keys: Mapping[str, str], transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._url, self._keys = url, keys
        limits = httpx.Limits(max_connections=AT_ONCE)
        self._client = httpx.AsyncClient(base_url=url, limits=limits, timeout=30, transport=transport)
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> Self:
        """Nothing is sent yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ask(self, asks: Iterable[Ask]) -> Mapping[Ask, Answer]:
        """All answers. Raises ApiOutOfReach."""
        wanted = list(dict.fromkeys(asks))
        return dict(zip(wanted, await asyncio.gather(*map(self._answer, wanted)), strict=True))

    @property
    def organisations(self) -> tuple[str, ...]:
        """Those with a key."""
        return tuple(sorted(each for each in self._keys if each != OPERATOR))

    @property
    def has_operator(self) -> bool:
        """Whether the operator's key is there too."""
        return OPERATOR in self._keys

    async def _answer(self, ask: Ask) -> Answer:
        async with self._turns:
            return await (self._whole_list(ask) if ask.whole_list else self._once(ask))

    async def _whole_list(self, ask: Ask) -> Answer:
        items: list[Any] = []
        query: dict[str, str] = {"limit": str(PAGE)}
        while True:
            page = await self._once(ask, query)
            if page.status != httpx.codes.OK:
                return page
            items += page.body["items"]
            if not page.body.get("next"):
                return Answer(page.status, items)
            query["after"] = page.body["next"]

    async def _once(self, ask: Ask, query: Mapping[str, str] | None = None) -> Answer:
        response = await self._sent(ask, query)
        for _ in range(TRIES):
            if response.status_code not in LATER:
                break
            await asyncio.sleep(min(float(response.headers.get("Retry-After", 1)), LONGEST_WAIT))
            response = await self._sent(ask, query)
        return Answer(response.status_code, _body(response))

    async def _sent(self, ask: Ask, query: Mapping[str, str] | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._keys[ask.organisation_id]}"}
        try:
            return await self._client.get(ask.path, params=query, headers=headers)
        except httpx.TransportError as error:
            raise ApiOutOfReach(f"no MentorMesh answers at {self._url} ({type(error).__name__})") from error


def _body(response: httpx.Response) -> Any:
    try:
        return response.json() if response.content else None
    except ValueError:
        return response.text
