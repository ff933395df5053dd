"""The thread through one request and all that it sets off."""

from contextvars import ContextVar
from datetime import datetime

correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)
traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
accepted_time: ContextVar[datetime | None] = ContextVar("accepted_time", default=None)
