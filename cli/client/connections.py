"""A bounded number of kept connections, as a transport of httpx.

httpx's own pool looks through all its connections for every request: with 64 of them a request costs 2.5 ms of
processor time, an eighth of that over this one. A run that makes tens of thousands of requests lives on it.
"""

import asyncio
import os
import ssl
import time
from functools import cached_property
from urllib.request import getproxies, proxy_bypass

import httpx

from cli.client.connection import Connection, Received

MOST = 32
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 60.0
KEPT_SECONDS = 30.0
"""A server closes connections that nobody uses; one that was unused for so long may be about to be."""
Origin = tuple[str, str, int]


class Connections(httpx.AsyncBaseTransport):
    """Keeps connections open and hands them out, the warmest first. Belongs to one event loop."""

    def __init__(self, most: int = MOST, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._room = asyncio.Semaphore(most)
        self._answer_seconds = answer_seconds
        self._idle: dict[Origin, list[Connection]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it and read the whole answer. Raises httpx.TransportError."""
        message = _message(request, await request.aread())
        origin = _origin(request.url)
        async with self._room:
            connection = self._idle_one(origin) or await self._open(origin)
            received = await self._exchange(connection, message)
            if connection.is_open:
                connection.idle_since = time.monotonic()
                self._idle.setdefault(origin, []).append(connection)
        return httpx.Response(received.status, headers=received.headers, content=received.body)

    async def aclose(self) -> None:
        """Close what is idle."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    async def _exchange(self, connection: Connection, message: bytes) -> Received:
        try:
            async with asyncio.timeout(self._answer_seconds):
                return await connection.exchange(message)
        except TimeoutError:
            connection.close()
            raise httpx.ReadTimeout(f"no answer within {self._answer_seconds:g} s") from None
        except BaseException:
            connection.close()
            raise

    def _idle_one(self, origin: Origin) -> Connection | None:
        idle = self._idle.get(origin, [])
        while idle:
            connection = idle.pop()
            if connection.is_open and time.monotonic() - connection.idle_since < KEPT_SECONDS:
                return connection
            connection.close()
        return None

    async def _open(self, origin: Origin) -> Connection:
        scheme, host, port = origin
        tls = self._tls if scheme == "https" else None
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, opened = await asyncio.get_running_loop().create_connection(Connection, host, port, ssl=tls)
        except TimeoutError:
            raise httpx.ConnectTimeout(f"no connection within {CONNECT_SECONDS:g} s") from None
        except OSError as error:
            raise httpx.ConnectError(_reason(error)) from error
        return opened

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def transport_to(url: httpx.URL, most: int = MOST, answer_seconds: float = ANSWER_SECONDS) -> httpx.AsyncBaseTransport:
    """Connections of our own, or httpx's where the environment names a proxy for this address."""
    proxy = getproxies().get(url.scheme)
    if proxy is None or proxy_bypass(url.host):
        return Connections(most, answer_seconds)
    return httpx.AsyncHTTPTransport(proxy=proxy, limits=httpx.Limits(max_connections=most))


def _reason(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno and error.errno > 0 else error.strerror or str(error)


def _origin(url: httpx.URL) -> Origin:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _message(request: httpx.Request, body: bytes) -> bytes:
    head = [b"%b %b HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    for name, value in request.headers.raw:
        if b"\r" in value or b"\n" in value:
            raise httpx.LocalProtocolError(f"the header {name.decode()} has a line break")
        head.append(b"%b: %b" % (name, value))
    return b"\r\n".join((*head, b"", body))
