"""One HTTP/1.1 connection: a request, its answer, then the next."""

import asyncio
from typing import NamedTuple, cast

import httptools
import httpx

INFORMATIONAL = 200
Headers = list[tuple[bytes, bytes]]


class Received(NamedTuple):
    """A whole answer, as it came."""

    status: int
    headers: Headers
    body: bytes


class Connection(asyncio.Protocol):
    """Serves one request at a time. Belongs to one event loop."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Received] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._headers: Headers = []
        self._body: list[bytes] = []
        self.idle_since = 0.0

    @property
    def is_open(self) -> bool:
        """Whether another request may go over it."""
        return self._transport is not None and not self._transport.is_closing()

    async def exchange(self, request: bytes) -> Received:
        """Send a request and wait for its answer. Raises httpx.ReadError or httpx.RemoteProtocolError."""
        if self._transport is None or not self.is_open:
            raise httpx.ReadError("the connection was closed")
        self._expect_answer()
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Let go of it, whatever is under way."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Called by asyncio."""
        self._fail(httpx.ReadError(f"the connection was lost: {error or 'closed by the server'}"))

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self.close()
            self._fail(httpx.RemoteProtocolError(f"the answer is not HTTP: {error}"))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        self._headers.append((name, value))

    def on_body(self, body: bytes) -> None:
        """Called by the parser."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Called by the parser; what is merely informational is passed over."""
        received = Received(self._parser.get_status_code(), self._headers, b"".join(self._body))
        if received.status < INFORMATIONAL:
            self._headers, self._body = [], []
            return
        if not self._parser.should_keep_alive():
            self.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(received)

    def _expect_answer(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._headers, self._body = [], []

    def _fail(self, error: Exception) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)
