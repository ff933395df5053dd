"""What callers see of sessions and calendars. Every time is in UTC; the zone of its planning stands beside it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Zone
from mentormesh_contracts.sessions import Attendee
from mentormesh_contracts.vocabulary import SessionStatus
from services.scheduling.domain.busy import Declared
from services.scheduling.domain.calendar import BusyTime, Calendar
from services.scheduling.domain.session import PlannedSession


class AttendeeView(BaseModel):
    """Somebody who is invited."""

    person_id: str
    organisation_id: str
    attended: bool | None = Field(description="Whether they came; null until somebody says so.")

    @classmethod
    def of(cls, attendee: Attendee) -> Self:
        """As the session has it."""
        return cls(person_id=attendee.person_id, organisation_id=attendee.organisation_id, attended=attendee.attended)


class SessionView(BaseModel):
    """A session."""

    id: str
    mentorship_id: str
    status: SessionStatus
    start: datetime = Field(description="In UTC.")
    end: datetime = Field(description="In UTC; the moment itself is free again.")
    zone: Zone = Field(description="The zone in which it was planned.")
    attendees: list[AttendeeView]
    proposed_by: str = Field(description="The organisation that suggested the time; another one's yes books it.")
    times_rescheduled: int

    @classmethod
    def of(cls, planned: PlannedSession) -> Self:
        """As its attendees' organisations see it."""
        session = planned.session
        return cls(
            id=session.id,
            mentorship_id=session.mentorship_id,
            status=session.status,
            start=session.start,
            end=session.end,
            zone=session.zone,
            attendees=[AttendeeView.of(attendee) for attendee in session.attendees],
            proposed_by=planned.proposed_by,
            times_rescheduled=session.times_rescheduled,
        )


class BusyView(BaseModel):
    """A time when a person is not free."""

    start: datetime = Field(description="In UTC.")
    end: datetime = Field(description="In UTC; the moment itself is free again.")
    session_id: str | None = Field(default=None, description="The session; seen by the person's organisation alone.")
    busy_time_id: str | None = Field(
        default=None, description="The declared busy time; seen by the person's organisation alone."
    )


class CalendarView(BaseModel):
    """When a person is busy: each entry for their own organisation, for a partner's no more than the hours."""

    person_id: str
    is_own: bool = Field(description="Whether the person belongs to the organisation that asks.")
    busy: list[BusyView] = Field(description="In the order of time. What ended more than a day ago may be missing.")

    @classmethod
    def for_its_own(cls, calendar: Calendar) -> Self:
        """Every entry by itself."""
        sessions = [BusyView(start=it.start, end=it.end, session_id=it.session_id) for it in calendar.bookings]
        declared = [BusyView(start=it.start, end=it.end, busy_time_id=it.id) for it in calendar.busy_times]
        return cls(person_id=calendar.id, is_own=True, busy=sorted(sessions + declared, key=lambda it: it.start))

    @classmethod
    def for_a_partner(cls, calendar: Calendar) -> Self:
        """Hours run together, so that not even the number of entries is told."""
        busy = [BusyView(start=it.start, end=it.end) for it in calendar.free_busy()]
        return cls(person_id=calendar.id, is_own=False, busy=busy)

    def between(self, since: datetime | None, until: datetime | None) -> Self:
        """Only what lies at least partly in that time."""
        kept = [it for it in self.busy if (until is None or it.start < until) and (since is None or it.end > since)]
        return self.model_copy(update={"busy": kept})


class BusyTimeView(BaseModel):
    """A declared busy time."""

    id: str
    start: datetime = Field(description="In UTC.")
    end: datetime = Field(description="In UTC; the moment itself is free again.")
    zone: Zone = Field(description="The zone in which it was declared.")
    declared_at: datetime

    @classmethod
    def of(cls, busy: BusyTime) -> Self:
        """As the person's organisation sees it."""
        return cls(id=busy.id, start=busy.start, end=busy.end, zone=busy.zone, declared_at=busy.declared_at)


class DeclaredView(BusyTimeView):
    """A busy time that was just declared."""

    clashes_with: list[str] = Field(
        description="Ids of sessions that are booked already and overlap: they stay until somebody moves them."
    )

    @classmethod
    def told(cls, declared: Declared) -> Self:
        """With what it overlaps."""
        busy = BusyTimeView.of(declared.busy_time)
        return cls(**busy.model_dump(), clashes_with=list(declared.clashes_with))


def in_order(busy_times: Iterable[BusyTime]) -> list[BusyTime]:
    """By when they were declared."""
    return sorted(busy_times, key=lambda busy: (busy.declared_at, busy.id))
