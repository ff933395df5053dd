"""One direction of one connection: what comes in goes out, later if the wire is slow, in order always."""

import asyncio
from asyncio import StreamReader, StreamWriter

from tests.wire.state import WireState

CHUNK = 64 * 1024
UNDER_WAY = 256
"""Most chunks on the wire: whoever sends more has to wait, as with a real one."""


class Flow:
    """Carries bytes from a reader to a writer until either ends. Only answers are delayed."""

    def __init__(self, state: WireState, source: StreamReader, sink: StreamWriter, *, answers: bool) -> None:
        self._state, self._source, self._sink, self._answers = state, source, sink, answers
        self._under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(UNDER_WAY)

    async def run(self) -> None:
        """Carry; raises ConnectionError when the other end is gone."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._take())
            group.create_task(self._give())

    async def _take(self) -> None:
        chunk = b" "
        while chunk:
            chunk = await self._source.read(CHUNK)
            await self._under_way.put((asyncio.get_running_loop().time(), chunk))

    async def _give(self) -> None:
        while True:
            came, chunk = await self._under_way.get()
            await self._due(came)
            if not chunk:
                self._sink.write_eof()
                return
            await self._send(chunk)

    async def _due(self, came: float) -> None:
        while True:
            late = asyncio.get_running_loop().time() - came
            left = self._state.delay - late if self._answers else 0.0
            if left <= 0 and not self._state.silent:
                return
            await self._state.until_changed(None if self._state.silent else left)

    async def _send(self, chunk: bytes) -> None:
        while (rate := self._state.rate) is not None and chunk:
            piece, chunk = chunk[: max(1, rate // 20)], chunk[max(1, rate // 20) :]
            self._sink.write(piece)
            await self._sink.drain()
            await self._state.until_changed(len(piece) / rate)
        self._sink.write(chunk)
        await self._sink.drain()
