"""ASGI middleware around every request: it starts the thread, measures, and sees the answer off."""

import logging
import re
import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis.clock import system_time
from services.chassis.identity import new_id
from services.chassis.observability import correlation, metrics
from services.chassis.observability.logs import get_logger
from services.chassis.observability.tracing import context
from services.chassis.observability.tracing.request import is_traced, request_span
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing

log = get_logger(__name__)

CORRELATION_ID = "X-Correlation-ID"
FITTING_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,99}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED = "unmatched"
SERVICE = "mentormesh.service"
ANSWER_HEADERS = "mentormesh.answer_headers"


def answer_headers(scope: Scope) -> dict[str, str]:
    """Headers that this request's answer will have, whatever it becomes, unless the route sets them itself."""
    headers: dict[str, str] = scope.setdefault(ANSWER_HEADERS, {})
    return headers


class Arrival:
    """Takes or makes the correlation id and the trace, notes the time of acceptance, counts and times the request."""

    def __init__(self, app: ASGIApp, name: str, tracing: Tracing = NO_TRACING) -> None:
        self.app = app
        self.name = name
        self.tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, began, status = time.perf_counter(), time.time_ns(), 500
        headers = Headers(scope=scope)
        thread = _correlation_id(headers)
        answer_headers(scope)[CORRELATION_ID] = thread
        parent = context.fitting(headers.get("traceparent"))
        place = self.tracing.begin(parent) or context.begun()
        values = (thread, place, system_time())
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
            self._tell(scope, status, time.perf_counter() - started)
            if self.tracing.on and is_traced(scope["path"]):
                self._trace(scope, status, place, parent, (began, time.time_ns()))
            for variable, token in zip(correlation.THREAD, tokens, strict=True):
                variable.reset(token)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        service, route = self._service(scope), route_template(scope)
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        metrics.http_requests_total.labels(service, method, route, status).inc()
        metrics.http_seconds.labels(service, method, route).observe(seconds)
        if log.isEnabledFor(logging.DEBUG):
            log.debug("request answered", runs=service, method=method, route=route, status=status, seconds=seconds)

    def _trace(self, scope: Scope, status: int, place: str, parent: str | None, times: tuple[int, int]) -> None:
        route = route_template(scope)
        span = request_span(
            self._service(scope),
            place,
            parent,
            times,
            method=scope["method"] if scope["method"] in METHODS else None,
            route=None if route == UNMATCHED else route,
            scheme=scope["scheme"],
            status=status,
        )
        self.tracing.tell((span,))

    def _service(self, scope: Scope) -> str:
        name: str = getattr(scope.get(SERVICE), "name", self.name)
        return name


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


def _complete(message: Message, wanted: dict[str, str]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in wanted.items():
        headers.setdefault(name, value)
