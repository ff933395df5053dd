"""The thread through one request and all that it sets off."""

from contextvars import ContextVar
from datetime import datetime
from typing import Any

correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)
"""Shared by everything that one request set off."""

traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""W3C trace context."""

accepted_time: ContextVar[datetime | None] = ContextVar("accepted_time", default=None)
"""When the request was accepted, by the machine's time."""

THREAD: tuple[ContextVar[Any], ...] = (correlation_id, traceparent, accepted_time)
