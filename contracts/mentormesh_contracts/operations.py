"""What the platform says of itself: records that were taken out of a stream."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import HeldBack

EVENT_TYPE = r"^mentormesh(\.[a-z0-9_]{1,50}){1,4}$"


def _type_or_nothing(text: Any) -> Any:
    """A malformed record may say anything where its type should be: that stays where it was found."""
    return text if isinstance(text, str) and re.fullmatch(EVENT_TYPE, text) else None


class HeldRecord(Fact):
    """A record that a consumer could not process; its content stays in that service."""

    id: Identifier
    service: Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z0-9_-]*$")] = Field(
        description="Who laid it aside."
    )
    topic: Annotated[str, Field(max_length=249, pattern=r"^[A-Za-z0-9._-]+$")]
    partition: Count
    offset: Count
    type: Annotated[
        Annotated[str, Field(max_length=220, pattern=EVENT_TYPE)] | None, BeforeValidator(_type_or_nothing)
    ] = Field(default=None, description="Its event type; absent: it has none, or one that is no type of the platform.")
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
