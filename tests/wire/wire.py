"""The wire itself: listens, and carries each connection to the server behind it."""

import asyncio
from asyncio import StreamReader, StreamWriter
from types import TracebackType
from typing import Self

from tests.wire.flow import Flow
from tests.wire.state import WireState

LOOPBACK = "127.0.0.1"
GRACE = 5.0


class Wire:
    """`async with Wire("127.0.0.1:27017") as wire:` clients connect to `wire.url`.

    Each of `delay`, `throttle`, `hang` and `cut` takes the place of what was before; `mend` makes it good again, and
    what was under way arrives. Belongs to one event loop; `tests.wire.process` runs one in a process of its own.
    """

    def __init__(self, target: str, port: int = 0) -> None:
        self._host, _, target_port = target.rpartition(":")
        self._target_port, self._port = int(target_port), port
        self._state = WireState()
        self._connections: set[StreamWriter] = set()
        self._carrying: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, LOOPBACK, self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        self._abort_all()
        if self._carrying:
            await asyncio.wait(self._carrying, timeout=GRACE)

    @property
    def url(self) -> str:
        """host:port to connect to."""
        return f"{LOOPBACK}:{self._port}"

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._connections) // 2

    def delay(self, seconds: float) -> None:
        """Each answer takes so much longer; many may be under way at once."""
        self._state.change(delay=seconds)

    def throttle(self, bytes_per_second: int) -> None:
        """Each direction of each connection carries no more than this."""
        self._state.change(rate=bytes_per_second)

    def hang(self) -> None:
        """Connections stay open, new ones are made, and nothing passes."""
        self._state.change(silent=True)

    def cut(self) -> None:
        """All connections break, and new ones break at once."""
        self._state.change(cut=True)
        self._abort_all()

    def mend(self) -> None:
        """It is a good wire again."""
        self._state.change()

    def _abort_all(self) -> None:
        for writer in list(self._connections):
            writer.transport.abort()

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        carrying = asyncio.create_task(self._carry(reader, writer))
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self._state.is_cut:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(self._host, self._target_port)
        except OSError:
            writer.transport.abort()
            return
        await self._both_ways(reader, writer, far_reader, far_writer)

    async def _both_ways(
        self, reader: StreamReader, writer: StreamWriter, far_reader: StreamReader, far_writer: StreamWriter
    ) -> None:
        ends = {writer, far_writer}
        self._connections |= ends
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(Flow(self._state, reader, far_writer, answers=False).run())
                group.create_task(Flow(self._state, far_reader, writer, answers=True).run())
        except* OSError:
            pass
        finally:
            self._connections -= ends
            for end in ends:
                end.transport.abort()
