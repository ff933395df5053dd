"""Moving a session to another time; it keeps its identity."""

from typing import Any

from mentormesh_contracts.fact import Identifier, Zone
from mentormesh_contracts.sessions import Period, SessionRescheduled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision
from services.scheduling.domain.calendar import calendars_of, refuse_unless_free
from services.scheduling.domain.mentorship import require_active
from services.scheduling.domain.overdue import watch
from services.scheduling.domain.session import PlannedSession, require_ahead
from services.scheduling.domain.wall_clock import SpokenTime
from services.scheduling.domain.wish import Minutes, Wish


class Reschedule(Command):
    """Meet at another time. What is not said stays: the zone and the length."""

    organisation_id: str
    session_id: Identifier
    start: SpokenTime
    zone: Zone | None = None
    duration_minutes: Minutes | None = None

    def wish_for(self, planned: PlannedSession) -> Wish:
        """The whole wish, with what stays."""
        session = planned.session
        length = int((session.end - session.start).total_seconds() // 60)
        return Wish(start=self.start, zone=self.zone or session.zone, duration_minutes=self.duration_minutes or length)


def reschedule(command: Reschedule, context: Context) -> Deciding:
    """Move it. A proposal then waits for the others' yes to the new time; what is booked stays booked.

    The same time again changes nothing. Raises Unknown, SessionOver, SessionBegun, MentorshipIsPaused,
    MentorshipNotActive, InThePast, TooFarAhead, TimeSkipped, TimeTaken, AttendeeLeft or CalendarFull.
    """
    planned = yield from require_ahead(command.session_id, command.organisation_id, context.now)
    yield from require_active(planned.session.mentorship_id, command.organisation_id)
    moved = _moved(planned, command, context)
    if moved.session == planned.session:
        return Decision().tell(planned)
    calendars = yield from calendars_of(planned.session.attendees)
    refuse_unless_free(calendars, moved.time, moved.id)
    previous = Period(start=planned.session.start, end=planned.session.end)
    event = SessionRescheduled(after=moved.session, previous=previous)
    decision = Decision().save(moved, event).tell(moved)
    if moved.status is SessionStatus.BOOKED:
        for calendar in calendars.values():
            decision.save(calendar.with_booking(moved.id, moved.time, context.now))
    return watch(decision, moved)


def _moved(planned: PlannedSession, command: Reschedule, context: Context) -> PlannedSession:
    wish = command.wish_for(planned)
    time = wish.interval(context.now)
    changes: dict[str, Any] = {"start": time.start, "end": time.end, "zone": wish.zone}
    if all(getattr(planned.session, name) == value for name, value in changes.items()):
        return planned
    moved = planned.becoming(planned.status, times_rescheduled=planned.session.times_rescheduled + 1, **changes)
    return moved.model_copy(update={"proposed_by": command.organisation_id})
