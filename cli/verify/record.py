"""Records as the broker gave them, and as they read."""

from dataclasses import dataclass

from mentormesh_contracts import Envelope, Event, MalformedRecord, decode


@dataclass(frozen=True, slots=True)
class Raw:
    """A record of a topic of the table; the namespace is taken off its name."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    body: bytes | None

    @property
    def place(self) -> str:
        """Where it is, for whoever wants to look."""
        return f"{self.topic}/{self.partition}/{self.offset}"


@dataclass(frozen=True, slots=True)
class Told:
    """A record that could be read. `event` is None for a tombstone, or a type that the contracts do not know."""

    raw: Raw
    envelope: Envelope
    event: Event | None

    @property
    def aggregate(self) -> tuple[str, str]:
        """Topic and id: what sequences are counted by."""
        return self.raw.topic, self.envelope.subject

    @property
    def what(self) -> str:
        """How it is named in a complaint: `mentorship.started 3f2a… (4th)`."""
        kind = self.envelope.type.removeprefix("mentormesh.").removesuffix(".v1")
        return f"{kind} {self.envelope.subject} (sequence {self.envelope.sequence})"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that is no event."""

    raw: Raw
    why: str


def read(raw: Raw) -> Told | Unreadable:
    """The record as an event, or why it is none."""
    try:
        received = decode(raw.headers, raw.body)
    except MalformedRecord as error:
        return Unreadable(raw, str(error))
    return Told(raw, received.envelope, received.event)
