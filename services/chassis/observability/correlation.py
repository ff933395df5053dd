"""The thread through one request and all that it sets off."""

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def on_the_thread(of: str | None, trace: str | None) -> Iterator[None]:
    """What is logged meanwhile carries this correlation id and this traceparent."""
    before = correlation_id.set(of), traceparent.set(trace)
    try:
        yield
    finally:
        correlation_id.reset(before[0])
        traceparent.reset(before[1])
