"""Requests as the API wants them."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import httpx
import orjson
from pydantic import BaseModel

Headers = Mapping[str, str]


def caller_headers(key: str | None, actor: str | None) -> dict[str, str]:
    """What every request of a caller says."""
    headers = {"Accept": "application/json", "User-Agent": "mentormesh"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    if actor:
        headers["MentorMesh-Actor"] = actor
    return headers


def request(method: str, url: str, headers: Headers, query: Mapping[str, Any], body: Any = None) -> httpx.Request:
    """A request with parameters, those of None left out, and a body of JSON, if there is one."""
    params = {name: _parameter(value) for name, value in query.items() if value is not None} or None
    if body is None:
        return httpx.Request(method, url, params=params, headers=headers)
    sent = {**headers, "Content-Type": "application/json"}
    return httpx.Request(method, url, params=params, headers=sent, content=orjson.dumps(body, default=_plain))


def _parameter(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return [_text(each) for each in value]
    return _text(value)


def _text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_unset=True)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be sent as JSON")
