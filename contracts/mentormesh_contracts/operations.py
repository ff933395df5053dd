"""What the platform says of itself: records that were taken out of a stream, and people who were erased."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import HeldBack

ServiceName = Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z0-9_-]*$")]
KindName = Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z_]*$")]
EVENT_TYPE = r"^mentormesh(\.[a-z0-9_]{1,50}){1,4}$"


def _type_or_nothing(text: Any) -> Any:
    """A malformed record may say anything where its type should be: that stays where it was found."""
    return text if isinstance(text, str) and re.fullmatch(EVENT_TYPE, text) else None


class HeldRecord(Fact):
    """A record that a consumer could not process; its content stays in that service."""

    id: Identifier
    service: ServiceName = Field(description="Who laid it aside.")
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


class ErasedPart(Fact):
    """What one service erased of a person; `id` is `<person>:<service>`."""

    id: Identifier
    service: ServiceName
    person_id: Identifier
    organisation_id: Identifier = Field(description="The person's.")
    erased: dict[KindName, Count] = Field(
        default_factory=dict, max_length=50, description="How many of what were erased, or lost the person's share."
    )
    carried_out_at: Instant


class ErasureCarriedOut(Event):
    """A service keeps nothing of the person any more."""

    TYPE: ClassVar[str] = "mentormesh.erasure.carried_out.v1"
    after: ErasedPart
