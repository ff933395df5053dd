"""Requests as bytes over kept connections: a load generator must cost little of the cores that it measures on."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from itertools import count
from typing import Any

import orjson

from cli.client.connection import Connection, Received
from deploy.local.ports import LOOPBACK

OKAY, NOT_OKAY = 200, 300
ANSWER_SECONDS = 30.0
_numbers = count(1)


def request(method: str, path: str, key: str, body: Any = None, *, media_type: str = "application/json") -> bytes:
    """A whole request; every POST has an Idempotency-Key of its own. `body`: bytes as they are, all else as JSON."""
    content = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {LOOPBACK}", f"Authorization: Bearer {key}"]
    if method == "POST":
        lines.append(f"Idempotency-Key: {next(_numbers)}")
    if content:
        lines += [f"Content-Type: {media_type}", f"Content-Length: {len(content)}"]
    elif method == "POST":
        lines.append("Content-Length: 0")
    return "\r\n".join([*lines, "", ""]).encode() + content


class Http:
    """Everything that is asked of one port, and what was not answered as it should be. Belongs to one event loop."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.sent = 0
        self.failed: Counter[str] = Counter()
        """By what came instead."""
        self._idle: list[Connection] = []

    async def ask(self, message: bytes) -> Received | None:
        """The answer; None, and noted, if it is no success."""
        self.sent += 1
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                received = await self._exchange(message)
        except Exception as error:
            self.failed[repr(error)] += 1
            return None
        if not OKAY <= received.status < NOT_OKAY:
            self.failed[f"{received.status} {_problem(received.body)}"] += 1
            return None
        return received

    async def insist(self, message: bytes) -> Any:
        """The body of the answer. Raises RuntimeError unless it is a success."""
        received = await self.ask(message)
        if received is None:
            raise RuntimeError(f"{message.partition(b' HTTP')[0].decode()}: {next(reversed(self.failed))}")
        return orjson.loads(received.body) if received.body else None

    async def _exchange(self, message: bytes) -> Received:
        connection = self._warm() or await self._opened()
        try:
            received = await connection.exchange(message)
        except BaseException:
            connection.close()
            raise
        if connection.is_open:
            self._idle.append(connection)
        return received

    def _warm(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open:
                return connection
        return None

    async def _opened(self) -> Connection:
        _, connection = await asyncio.get_running_loop().create_connection(Connection, LOOPBACK, self.port)
        return connection

    def close(self) -> None:
        """Let go of the connections."""
        while self._idle:
            self._idle.pop().close()


def _problem(body: bytes) -> str:
    """The kind of a problem, so that the same ones are counted together; else what the answer begins with."""
    try:
        return str(orjson.loads(body)["type"]).rpartition("/")[2]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return body[:100].decode(errors="replace")


def header(received: Received, name: bytes) -> str | None:
    """A header of an answer."""
    return next((value.decode() for known, value in received.headers if known.lower() == name), None)


def failures(clients: Mapping[str, Http]) -> dict[str, Any]:
    """How many requests there were, how many failed, and how the commonest of those."""
    failed: Counter[str] = sum((each.failed for each in clients.values()), Counter())
    commonest = {"failures": dict(failed.most_common(5))} if failed else {}
    return {"requests": sum(each.sent for each in clients.values()), "failed_requests": failed.total(), **commonest}
