"""What the API says: an answer, or a problem."""

from collections.abc import Mapping
from functools import cached_property
from http import HTTPStatus
from typing import Any

import httpx
import orjson


class Answer:
    """A request that was done. `answer["id"]` is a member of its body."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.content = response.content

    @cached_property
    def body(self) -> Any:
        """The body's JSON; None for an empty one."""
        return orjson.loads(self.content) if self.content else None

    @property
    def etag(self) -> str | None:
        """The revision, for `if_match`."""
        return self.headers.get("etag")

    @property
    def location(self) -> str | None:
        """Where what was made, or what is under way, can be read."""
        return self.headers.get("location")

    def __getitem__(self, name: str) -> Any:
        """A member of the body."""
        return self.body[name]


class ApiProblem(Exception):
    """The API refused: what RFC 9457 says of it, and the request that it is about."""

    def __init__(self, method: str, path: str, response: httpx.Response) -> None:
        self.method, self.path = method, path
        self.status = response.status_code
        self.members = _members(response)
        self.type: str = str(self.members.get("type", "about:blank"))
        self.title: str = str(self.members.get("title") or _phrase(self.status))
        self.detail: str | None = self.members.get("detail")
        self.errors: list[dict[str, str]] = self.members.get("errors") or []
        self.retry_after = _seconds(response.headers.get("retry-after"))
        super().__init__(self._told())

    @property
    def slug(self) -> str:
        """The last part of the type, to decide by: `places-taken`."""
        return self.type.rpartition("/")[2]

    def _told(self) -> str:
        faults = "; ".join(_fault(error) for error in self.errors)
        parts = [f"{self.method} {self.path}: {self.status} {self.title}", self.detail, faults]
        return ": ".join(part for part in parts if part)


class ServerAway(Exception):
    """Nobody answers; the message names the address that was tried."""


def _members(response: httpx.Response) -> dict[str, Any]:
    try:
        found = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Problem"


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isdecimal() else None


def _fault(error: Mapping[str, Any]) -> str:
    return f"{error.get('pointer') or error.get('parameter') or 'request'} {error.get('detail', '')}".strip()
