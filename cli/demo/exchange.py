"""Everything that the demo asks of the API goes through here, so that it is counted and timed."""

import time
from typing import Self

import httpx

from cli.client.connections import Connections
from cli.demo.crowd import AT_ONCE


class Exchange(httpx.AsyncBaseTransport):
    """Counts requests and notes how long each took, seen from outside. Belongs to one event loop."""

    def __init__(self, inner: httpx.AsyncBaseTransport | None = None) -> None:
        self._inner = inner or Connections(AT_ONCE)
        self.seconds: list[float] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass it on."""
        begun = time.perf_counter()
        try:
            return await self._inner.handle_async_request(request)
        finally:
            self.seconds.append(time.perf_counter() - begun)

    @property
    def requests(self) -> int:
        """How many were sent."""
        return len(self.seconds)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()

    async def __aenter__(self) -> Self:
        """Nothing is opened yet."""
        return self
