"""A wire between a client and a server: it can be cut, and it can be slow."""

import asyncio
from collections import deque
from typing import cast

from deploy.local.ports import LOOPBACK, free_port


class Wire:
    """Listens on a port of its own and passes everything on to another one. Belongs to one event loop."""

    def __init__(self) -> None:
        self.target, self.port = 0, free_port()
        self.delay = 0.0
        """Seconds that everything takes in each direction."""
        self.passed = 0
        """Bytes that went through."""
        self._ends: set[_End] = set()
        self._server: asyncio.Server | None = None

    async def start(self, target: int) -> None:
        """Begin to listen for those who want to be put through to that port."""
        self.target = target
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _End(self, None), LOOPBACK, self.port)

    async def stop(self) -> None:
        """Cut everything and listen no more."""
        if self._server is not None:
            self._server.close()
        self.cut()

    def cut(self) -> int:
        """Break every connection, in the middle of whatever is said. How many there were."""
        ends = list(self._ends)
        for end in ends:
            end.abort()
        return len(ends) // 2

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._ends) // 2

    def joined(self, end: "_End") -> None:
        """A connection was opened."""
        self._ends.add(end)

    def left(self, end: "_End") -> None:
        """A connection was closed."""
        self._ends.discard(end)


class _End(asyncio.Protocol):
    """One end of a connection: what it receives, the other one sends."""

    def __init__(self, wire: Wire, other: "_End | None") -> None:
        self._wire, self._other = wire, other
        self._transport: asyncio.Transport | None = None
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._early: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._wire.joined(self)
        if self._other is None:
            self._opening = asyncio.get_running_loop().create_task(self._open())

    async def _open(self) -> None:
        try:
            loop = asyncio.get_running_loop()
            _, self._other = await loop.create_connection(lambda: _End(self._wire, self), LOOPBACK, self._wire.target)
        except OSError:
            self.abort()
            return
        if self._transport is None or self._transport.is_closing():
            self._other.abort()
        early, self._early = self._early, []
        for data in early:
            self._pass_on(data)

    def data_received(self, data: bytes) -> None:
        self._wire.passed += len(data)
        if self._wire.delay == 0 and not self._waiting:
            self._pass_on(data)
            return
        loop = asyncio.get_running_loop()
        self._waiting.append((loop.time() + self._wire.delay, data))
        if len(self._waiting) == 1:
            loop.call_later(self._wire.delay, self._pass_on_what_is_due)

    def _pass_on_what_is_due(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting and self._waiting[0][0] <= loop.time() + 0.001:
            self._pass_on(self._waiting.popleft()[1])
        if self._waiting:
            loop.call_later(max(0.001, self._waiting[0][0] - loop.time()), self._pass_on_what_is_due)

    def _pass_on(self, data: bytes) -> None:
        if self._other is None:
            self._early.append(data)
        elif self._other._transport is not None and not self._other._transport.is_closing():
            self._other._transport.write(data)

    def pause_writing(self) -> None:
        if self._other is not None and self._other._transport is not None:
            self._other._transport.pause_reading()

    def resume_writing(self) -> None:
        if self._other is not None and self._other._transport is not None:
            self._other._transport.resume_reading()

    def connection_lost(self, error: Exception | None) -> None:
        self._wire.left(self)
        if self._other is not None:
            self._other.abort()

    def abort(self) -> None:
        """Break it at once."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.abort()
