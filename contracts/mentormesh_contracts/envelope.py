"""CloudEvents 1.0 in Kafka's binary content mode: attributes as `ce_` headers, the body alone as value.

Source: CloudEvents specification 1.0.2 and its Kafka protocol binding, section 3.2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

Headers = Iterable[tuple[str, bytes | None]]
"""As Kafka clients give them: a header may be without a value, and of two of one name the last counts."""
CONTENT_TYPE = ("content-type", b"application/json")
REQUIRED = ("ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "ce_subject", "ce_sequence")


class MalformedRecord(ValueError):
    """A record that cannot be read; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who says what happened to which aggregate, when, and as its how manyeth event."""

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    sequence: int
    """Gapless per aggregate from 1: order, duplicates and gaps are decided by it."""
    correlation_id: str
    """Shared by everything that one request set off."""
    causation_id: str | None = None
    """The event that led to this one."""
    traceparent: str | None = None
    """W3C trace context."""
    accepted_time: datetime | None = None
    """When the HTTP request behind the event was accepted; absent if none was."""

    def to_headers(self) -> list[tuple[str, bytes]]:
        """The record's headers."""
        headers = [
            ("ce_specversion", b"1.0"),
            ("ce_id", self.id.encode()),
            ("ce_type", self.type.encode()),
            ("ce_source", self.source.encode()),
            ("ce_subject", self.subject.encode()),
            ("ce_time", self.time.isoformat().encode()),
            ("ce_sequence", str(self.sequence).encode()),
            ("ce_correlationid", self.correlation_id.encode()),
            CONTENT_TYPE,
        ]
        if self.causation_id:
            headers.append(("ce_causationid", self.causation_id.encode()))
        if self.traceparent:
            headers.append(("ce_traceparent", self.traceparent.encode()))
        if self.accepted_time:
            headers.append(("ce_acceptedtime", self.accepted_time.isoformat().encode()))
        return headers

    @classmethod
    def from_headers(cls, headers: Headers) -> "Envelope":
        """Read a record's headers. Raises MalformedRecord naming the header that is missing or wrong."""
        found = {name: _text(name, value) for name, value in headers if value and name.startswith("ce_")}
        for name in REQUIRED:
            if name not in found:
                raise MalformedRecord(f"header {name} is missing")
        if found["ce_specversion"] != "1.0":
            raise MalformedRecord(f"header ce_specversion is {found['ce_specversion']!r}, not 1.0")
        return cls(
            id=found["ce_id"],
            type=found["ce_type"],
            source=found["ce_source"],
            subject=found["ce_subject"],
            time=_instant(found, "ce_time"),
            sequence=_sequence(found["ce_sequence"]),
            correlation_id=found.get("ce_correlationid", found["ce_id"]),
            causation_id=found.get("ce_causationid"),
            traceparent=found.get("ce_traceparent"),
            accepted_time=_instant(found, "ce_acceptedtime") if "ce_acceptedtime" in found else None,
        )


def _text(name: str, value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise MalformedRecord(f"header {name} is not UTF-8") from None


def _sequence(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18 or int(text) < 1:
        raise MalformedRecord(f"header ce_sequence is {text[:40]!r}, not a whole number from 1")
    return int(text)


def _instant(found: Mapping[str, str], name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(found[name])
    except ValueError:
        raise MalformedRecord(f"header {name} is {found[name][:40]!r}, not a time (RFC 3339)") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
