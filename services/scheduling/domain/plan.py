"""Planning a session: a time is proposed, or booked at once."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.sessions import Session, SessionBooked, SessionProposed
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision
from services.scheduling.domain.calendar import calendars_of, refuse_unless_free
from services.scheduling.domain.interval import Interval
from services.scheduling.domain.mentorship import KnownMentorship, require_active
from services.scheduling.domain.overdue import watch
from services.scheduling.domain.session import PlannedSession
from services.scheduling.domain.wish import Wish


class PlanSession(Command):
    """Have all members of a mentorship meet."""

    organisation_id: str
    mentorship_id: Identifier
    wish: Wish


def propose_session(command: PlanSession, context: Context) -> Deciding:
    """Suggest a time at which everybody is free; nobody's calendar is taken yet.

    Raises Unknown, MentorshipIsPaused, MentorshipNotActive, AgendaFull, InThePast, TooFarAhead, TimeSkipped,
    TimeTaken, AttendeeLeft or CalendarFull.
    """
    mentorship = yield from require_active(command.mentorship_id, command.organisation_id)
    time = command.wish.interval(context.now)
    planned = _planned(command, mentorship, time, SessionStatus.PROPOSED, context.new_id())
    calendars = yield from calendars_of(planned.session.attendees)
    refuse_unless_free(calendars, time, planned.id)
    decision = Decision().save(planned, SessionProposed(after=planned.session)).tell(planned)
    return watch(decision, planned).save(mentorship.planning(planned.id))


def book_session(command: PlanSession, context: Context) -> Deciding:
    """Enter the session into everybody's calendar at once. Raises what `propose_session` raises."""
    mentorship = yield from require_active(command.mentorship_id, command.organisation_id)
    time = command.wish.interval(context.now)
    planned = _planned(command, mentorship, time, SessionStatus.BOOKED, context.new_id())
    calendars = yield from calendars_of(planned.session.attendees)
    refuse_unless_free(calendars, time, planned.id)
    decision = Decision().save(planned, SessionBooked(after=planned.session)).tell(planned)
    for calendar in calendars.values():
        decision.save(calendar.with_booking(planned.id, time, context.now))
    return watch(decision, planned).save(mentorship.planning(planned.id))


def _planned(
    command: PlanSession, mentorship: KnownMentorship, time: Interval, status: SessionStatus, id: str
) -> PlannedSession:
    session = Session(
        id=id,
        mentorship_id=mentorship.id,
        status=status,
        start=time.start,
        end=time.end,
        zone=command.wish.zone,
        attendees=mentorship.attendees(),
    )
    return PlannedSession(id=id, session=session, proposed_by=command.organisation_id)
