"""Whoever asks: an organisation, or somebody with a key of it."""

import json
import time
import uuid
from collections.abc import Mapping
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

import httpx

from cli.client.seen import Seen
from services.chassis.http.position import HEADER as POSITION

if TYPE_CHECKING:
    from tests.journeys.support.network import Network

Body = dict[str, Any]
PATIENCE = 60.0
COME_BACK = 503
PAUSE = 0.1
_turns = count()


class SharedSeen:
    """How far anybody has seen: whoever asks next asks replicas that know as much."""

    def __init__(self) -> None:
        self._seen, self._lock = Seen(), Lock()

    def note(self, header: str | None) -> None:
        """What an answer says."""
        with self._lock:
            self._seen.note(header)

    def forget(self) -> None:
        """What was seen is no more."""
        with self._lock:
            self._seen = Seen()

    def headers(self) -> dict[str, str]:
        """For the next request."""
        with self._lock:
            position = self._seen.header()
        return {POSITION: position} if position else {}


class Party:
    """Asks with one key. Answers alternate between the replicas, unless one is named."""

    def __init__(self, network: "Network", id: str, key: str) -> None:
        self.network, self.id, self.key = network, id, key

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        content: bytes | None = None,
        replica: int | None = None,
        headers: Mapping[str, str | None] | None = None,
        **query: Any,
    ) -> httpx.Response:
        """One answer, whatever it is, looked through for words that are not for this party. 503 is asked again.

        A header of None is left out.
        """
        clients = self.network.clients
        client = clients[next(_turns) % len(clients) if replica is None else replica]
        sent = {"Authorization": f"Bearer {self.key}", **self.network.seen.headers()}
        if method == "POST":
            sent["Idempotency-Key"] = str(uuid.uuid4())
        params = {name: value for name, value in query.items() if value is not None}
        wanted = {name: value for name, value in {**sent, **(headers or {})}.items() if value is not None}
        request = client.build_request(method, path, json=body, content=content, params=params or None, headers=wanted)
        answer = _patiently(client, request)
        self.network.seen.note(answer.headers.get(POSITION))
        self._look_through(request, answer)
        return answer

    def get(self, path: str, **query: Any) -> Any:
        """The body of an answer that must be there."""
        return self._done("GET", path, None, **query)

    def post(self, path: str, body: Any = None, **rest: Any) -> Body:
        """The body of what must be done."""
        done: Body = self._done("POST", path, body, **rest)
        return done

    def all(self, path: str, **query: Any) -> list[Body]:
        """All items of a list."""
        items: list[Body] = []
        after = None
        while True:
            page = self.get(path, limit=200, after=after, **query)
            items += page["items"]
            if (after := page["next"]) is None:
                return items

    def _done(self, method: str, path: str, body: Any, **rest: Any) -> Any:
        answer = self.ask(method, path, body, **rest)
        assert answer.is_success, f"{method} {path} {json.dumps(body)}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def _look_through(self, request: httpx.Request, answer: httpx.Response) -> None:
        asked = f"{request.url}\n{request.content.decode(errors='replace')}"
        told = f"{answer.headers.get('location', '')}\n{answer.text}"
        leaks = self.network.watch.leaks(self.id, asked, told)
        assert not leaks, f"{request.method} {request.url} tells {self.id} of {leaks}: {answer.text}"


def _patiently(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE
    while (answer := client.send(request)).status_code == COME_BACK and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return answer


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of a refusal, which has the form of one."""
    assert answer.headers["content-type"] == "application/problem+json", f"{answer.status_code} {answer.text}"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= body.keys(), body
    assert body["status"] == answer.status_code
    return answer.status_code, str(body["type"]).rpartition("/")[2]
