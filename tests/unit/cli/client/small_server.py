"""An HTTP server of a few lines, which says exactly what a test wants, byte by byte."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


class SmallServer:
    """Answers each request with the next of its answers, and the last one again and again. None closes instead."""

    def __init__(self, *answers: bytes | None) -> None:
        self.requests: list[bytes] = []
        self.first_request = asyncio.Event()
        self.connections = 0
        self.url = ""
        self._answers = self._forever(answers)

    @staticmethod
    def _forever(answers: tuple[bytes | None, ...]) -> Iterator[bytes | None]:
        yield from answers
        while True:
            yield answers[-1]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        while head := await _head(reader):
            length = next(
                (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0
            )
            self.requests.append(head + await reader.readexactly(length))
            self.first_request.set()
            answer = next(self._answers)
            if answer is None:
                break
            writer.write(answer)
            await writer.drain()
        writer.close()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


@asynccontextmanager
async def small_server(*answers: bytes | None) -> AsyncIterator[SmallServer]:
    """It listens while the `with` lasts."""
    served = SmallServer(*answers)
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield served
    finally:
        server.close()


def answer(status: str, body: bytes = b"{}", *headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
