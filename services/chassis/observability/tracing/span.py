"""A span that has ended: a value, without a word of any library."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from services.chassis.observability.tracing.context import fitting, is_sampled

MOST_LINKS = 32
"""A batch may serve thousands of traces; a span that names them all would be larger than they are."""
Attributes = tuple[tuple[str, str | int], ...]
"""Names as OpenTelemetry's semantic conventions have them. Never an id of a person, never text that somebody wrote."""


class Kind(IntEnum):
    """What a span is to the outside, with OTLP's numbers."""

    INTERNAL = 1
    SERVER = 2
    PRODUCER = 4
    CONSUMER = 5


class Span(NamedTuple):
    """What was done for whom, from when to when."""

    service: str
    name: str
    kind: Kind
    place: str
    """Its own traceparent."""
    parent: str | None
    """That of the span which caused it; None: it is the first of its trace."""
    began: int
    """Nanoseconds since the epoch, as `ended`."""
    ended: int
    attributes: Attributes = ()
    links: tuple[str, ...] = ()
    """Traceparents of others that it served as well."""
    failed: bool = False


def sampled_causes(causes: Iterable[str | None]) -> tuple[str, ...]:
    """Of what led to something that was done for many: the first that are sampled, one more than a span has links."""
    found: dict[str, None] = {}
    for cause in causes:
        if (cause := fitting(cause)) is not None and is_sampled(cause):
            found[cause] = None
            if len(found) > MOST_LINKS:
                break
    return tuple(found)
