"""Sessions: when the people of a mentorship meet."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from mentormesh_contracts.fact import Count, Event, Fact, Identifier, Instant, Zone
from mentormesh_contracts.vocabulary import SessionStatus


class Attendee(Fact):
    """A participant of a session."""

    person_id: Identifier
    organisation_id: Identifier
    attended: bool | None = Field(default=None, description="Absent until attendance is recorded.")


class Session(Fact):
    """A meeting; rescheduling keeps its identity."""

    id: Identifier
    mentorship_id: Identifier
    status: SessionStatus
    start: Instant
    end: Instant
    zone: Zone = Field(description="The zone in which it was planned.")
    attendees: tuple[Attendee, ...] = Field(max_length=60)
    times_rescheduled: Count = 0
    series_id: Identifier | None = Field(default=None, description="The series that it recurs in, if any.")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end must be later than start")
        return self


class Period(Fact):
    """From when to when."""

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end must be later than start")
        return self


class SessionEvent(Event):
    """Something that happened to a session."""

    after: Session


class SessionProposed(SessionEvent):
    """A time was suggested."""

    TYPE: ClassVar[str] = "mentormesh.session.proposed.v1"


class SessionBooked(SessionEvent):
    """It stands in everybody's calendar."""

    TYPE: ClassVar[str] = "mentormesh.session.booked.v1"


class SessionRescheduled(SessionEvent):
    """It was moved to another time."""

    TYPE: ClassVar[str] = "mentormesh.session.rescheduled.v2"
    previous: Period = Field(description="When it was to take place before: the time that is free again.")


class SessionAttendeeLeft(SessionEvent):
    """Somebody left the mentorship and is no longer invited; the session goes on without them."""

    TYPE: ClassVar[str] = "mentormesh.session.attendee_left.v1"
    person_id: Identifier = Field(description="Who left.")


class SessionCancelled(SessionEvent):
    """It was called off."""

    TYPE: ClassVar[str] = "mentormesh.session.cancelled.v1"


class SessionHeld(SessionEvent):
    """It took place; attendance says who came."""

    TYPE: ClassVar[str] = "mentormesh.session.held.v1"


class SessionMissed(SessionEvent):
    """It did not take place though it was booked."""

    TYPE: ClassVar[str] = "mentormesh.session.missed.v1"
