"""The way in: every request is sent until it has an answer that stands, with the same key, to any replica that runs."""

import asyncio
import uuid
from collections.abc import Mapping
from itertools import count
from random import Random
from typing import Any

import httpx
import orjson

from cli.client.connections import Connections
from services.chassis.http.position import HEADER as POSITION
from tests.chaos.ground.fleet import Fleet
from tests.chaos.ground.replica import Replica
from tests.chaos.load.asked import Asked
from tests.chaos.load.ledger import Entry, Ledger
from tests.chaos.load.routes import service_for

ANSWER_SECONDS = 8.0
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.5
AGAIN = 500
TOO_MANY = 429
REFUSED = 400
CONNECTIONS = 256


class Refused(Exception):
    """The API said no; the message is the kind of problem."""


class Answered:
    """What was said, as it came."""

    def __init__(self, response: httpx.Response, correlation: str, attempts: int) -> None:
        self.correlation, self.attempts = correlation, attempts
        self.status, self.content = response.status_code, response.content
        self.body: Any = orjson.loads(response.content) if response.content else None
        self.position = response.headers.get(POSITION)


class Door:
    """Sends requests and keeps the ledger. Belongs to one event loop."""

    def __init__(self, fleet: Fleet, ledger: Ledger, name: str, dice: Random) -> None:
        self._fleet, self.ledger, self._name, self._dice = fleet, ledger, name, dice
        self._numbers = count(1)
        self._transport = Connections(CONNECTIONS, ANSWER_SECONDS)
        self.sent = self.retries = 0
        self.under_way: dict[str, Asked] = {}
        self.last_said: dict[str, str] = {}
        """Of those under way: what came instead of an answer that stands."""

    async def ask(self, asked: Asked) -> Answered:
        """The answer. Raises Refused."""
        number = next(self._numbers)
        correlation = f"{self._name}-{number}"
        self.under_way[correlation] = asked
        answered = await self.send(asked, correlation)
        problem = _problem(answered)
        effects = tuple(asked.effects(answered.body)) if problem is None else ()
        entry = Entry(correlation, asked.act, answered.status, problem, effects, asked.counts, answered.attempts)
        self.ledger.note(asked, entry, answered.content)
        del self.under_way[correlation]
        self.last_said.pop(correlation, None)
        if problem is not None:
            raise Refused(problem)
        asked.places.note(answered.position)
        return answered

    async def send(self, asked: Asked, correlation: str) -> Answered:
        """Send it until the answer stands. The correlation id is its Idempotency-Key too."""
        service, pause, failed = service_for(asked.path), FIRST_PAUSE, None
        attempts = 0
        while True:
            replica = self._fleet.one_of(service, failed)
            response = await self._once(replica, asked, correlation)
            attempts += 1
            if response is not None and response.status_code < AGAIN and response.status_code != TOO_MANY:
                return Answered(response, correlation, attempts)
            self.retries += 1
            self.last_said[correlation] = _said(replica, response)
            failed = replica
            await asyncio.sleep(pause * self._dice.uniform(0.5, 1.5))
            pause = min(pause * 2, LONGEST_PAUSE)

    async def read(self, key: str, path: str) -> Any:
        """The body of a GET."""
        return (await self.send(Asked("read", key, "GET", path), str(uuid.uuid4()))).body

    async def close(self) -> None:
        """Let go of the connections."""
        await self._transport.aclose()

    async def _once(self, replica: Replica, asked: Asked, correlation: str) -> httpx.Response | None:
        request = _request(replica.url, asked, correlation)
        replica.unanswered += 1
        self.sent += 1
        try:
            return await self._transport.handle_async_request(request)
        except httpx.TransportError:
            return None
        finally:
            replica.unanswered -= 1


def _said(replica: Replica, response: httpx.Response | None) -> str:
    return f"{replica.name}: {'no answer' if response is None else f'{response.status_code} {response.text[:300]}'}"


def _request(url: str, asked: Asked, correlation: str) -> httpx.Request:
    headers = {"Authorization": f"Bearer {asked.key}", "X-Correlation-ID": correlation, "Accept": "application/json"}
    if asked.method == "POST":
        headers["Idempotency-Key"] = correlation
    if (position := asked.places.header()) is not None:
        headers[POSITION] = position
    media_type, content = asked.content or ("application/json", _json(asked.body))
    if content:
        headers["Content-Type"] = media_type
    return httpx.Request(asked.method, url + asked.path, headers=headers, content=content or None)


def _json(body: Mapping[str, Any] | None) -> bytes:
    return b"" if body is None else orjson.dumps(body)


def _problem(answered: Answered) -> str | None:
    if answered.status < REFUSED:
        return None
    kind = answered.body.get("type", "") if isinstance(answered.body, dict) else ""
    return str(kind).rpartition("/")[2] or str(answered.status)
