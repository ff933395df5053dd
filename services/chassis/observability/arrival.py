"""ASGI middleware around every request: it starts the thread, measures, and sees the answer off."""

import re
import secrets
import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis.clock import system_time
from services.chassis.identity import new_id
from services.chassis.observability import correlation, metrics

CORRELATION_ID = "X-Correlation-ID"
FITTING_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,99}")
FITTING_TRACE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED = "unmatched"
SERVICE = "mentormesh.service"
ANSWER_HEADERS = "mentormesh.answer_headers"


def answer_headers(scope: Scope) -> dict[str, str]:
    """Headers that this request's answer will have, whatever it becomes, unless the route sets them itself."""
    headers: dict[str, str] = scope.setdefault(ANSWER_HEADERS, {})
    return headers


class Arrival:
    """Takes or makes the correlation id, notes the time of acceptance, counts and times the request."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self.app = app
        self.name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = time.perf_counter(), 500
        headers = Headers(scope=scope)
        thread = _correlation_id(headers)
        answer_headers(scope)[CORRELATION_ID] = thread
        values = (thread, _traceparent(headers), system_time())
        tokens = [variable.set(value) for variable, value in zip(correlation.THREAD, values, strict=True)]

        async def answering(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(message, answer_headers(scope))
            await send(message)

        try:
            await self.app(scope, receive, answering)
        finally:
            for variable, token in zip(correlation.THREAD, tokens, strict=True):
                variable.reset(token)
            self._measure(scope, status, time.perf_counter() - started)

    def _measure(self, scope: Scope, status: int, seconds: float) -> None:
        service = getattr(scope.get(SERVICE), "name", self.name)
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        route = route_template(scope)
        metrics.http_requests_total.labels(service, method, route, status).inc()
        metrics.http_seconds.labels(service, method, route).observe(seconds)


def route_template(scope: Scope) -> str:
    """The path of the matched route with its parameters' names, so that a label has few values."""
    context = scope.get("fastapi", {}).get("effective_route_context")
    for route in (context, scope.get("route")):
        path: Any = getattr(route, "path_format", None) or getattr(route, "path", None)
        if path:
            return str(path)
    return UNMATCHED


def _correlation_id(headers: Headers) -> str:
    given = headers.get(CORRELATION_ID, "")
    return given if FITTING_ID.fullmatch(given) else new_id()


def _traceparent(headers: Headers) -> str:
    given = headers.get("traceparent", "")
    if FITTING_TRACE.fullmatch(given):
        return given
    made = secrets.token_hex(24)
    return f"00-{made[:32]}-{made[32:]}-01"


def _complete(message: Message, wanted: dict[str, str]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in wanted.items():
        headers.setdefault(name, value)
