"""What the platform says of itself: records that were taken out of a stream."""

from typing import Annotated, ClassVar

from pydantic import Field

from mentormesh_contracts.fact import Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import HeldBack


class HeldRecord(Fact):
    """A record that a consumer could not process; its content stays in that service."""

    id: Identifier
    service: Annotated[str, Field(max_length=50)]
    topic: Annotated[str, Field(max_length=249)]
    partition: int
    offset: int
    type: str | None = None
    reason: HeldBack
    held_at: Instant


class RecordDeadLettered(Event):
    """A record cannot be read and was laid aside."""

    TYPE: ClassVar[str] = "mentormesh.record.dead_lettered.v1"
    after: HeldRecord


class RecordParked(Event):
    """A record waits, with those behind it of the same key."""

    TYPE: ClassVar[str] = "mentormesh.record.parked.v1"
    after: HeldRecord
