"""Logs: one JSON object a line on stderr, with the correlation id and the place in the trace, without secrets."""

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog
from structlog.typing import Processor

from services.chassis.observability.correlation import correlation_id, traceparent
from services.chassis.observability.redaction import redacted
from services.chassis.observability.tracing.context import fitting, span_id, trace_id

Entry = MutableMapping[str, Any]
QUIET = ("aiokafka", "pymongo", "motor", "httpx", "httpcore", "faststream")


def _correlate(_: Any, __: str, entry: Entry) -> Entry:
    if (current := correlation_id.get()) is not None:
        entry.setdefault("correlation_id", current)
    if (place := fitting(traceparent.get())) is not None:
        entry.setdefault("trace_id", trace_id(place))
        entry.setdefault("span_id", span_id(place))
    return entry


SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
    _correlate,
)
OURS = (structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger; entries are an event in a few plain words, and facts: `log.info("relay took over", lane=0)`."""
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name), processors=OURS, wrapper_class=structlog.stdlib.BoundLogger
    )
    return logger


def configure_logs(service: str, level: str = "INFO") -> None:
    """Send all logs of the process, other libraries' too, to stderr. Call it once, at the start."""

    def name_service(_: Any, __: str, entry: Entry) -> Entry:
        entry.setdefault("service", service)
        return entry

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                name_service,
                _redact,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        )
    )
    _take_over(logging.getLogger(), handler, level)


def _take_over(root: logging.Logger, handler: logging.Handler, level: str) -> None:
    root.handlers = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"


def _redact(_: Any, __: str, entry: Entry) -> Entry:
    clean: Entry = redacted(entry)
    return clean


def _json(entry: Any, **_: Any) -> str:
    try:
        return orjson.dumps(entry, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:  # text that is no valid Unicode, as file names may be
        return json.dumps(entry, default=str, skipkeys=True)
