"""Booking what another organisation has proposed."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.sessions import SessionBooked
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision, Refusal
from services.scheduling.domain.calendar import calendars_of, refuse_unless_free
from services.scheduling.domain.mentorship import require_active
from services.scheduling.domain.overdue import watch
from services.scheduling.domain.session import PlannedSession, require_ahead


class AlreadyBooked(Refusal):
    """The session stands in the calendars already."""


class OwnProposal(Refusal):
    """A proposal is booked by another organisation of its attendees, not by the one that made it."""


class BookProposal(Command):
    """Say yes to the time that was proposed."""

    organisation_id: str
    session_id: Identifier


def book_proposal(command: BookProposal, context: Context) -> Deciding:
    """Enter the session into everybody's calendar.

    Raises Unknown, SessionOver, SessionBegun, AlreadyBooked, OwnProposal, MentorshipIsPaused, MentorshipNotActive,
    TimeTaken, AttendeeLeft or CalendarFull.
    """
    planned = yield from require_ahead(command.session_id, command.organisation_id, context.now)
    _refuse_unless_asked(planned, command.organisation_id)
    yield from require_active(planned.session.mentorship_id, command.organisation_id)
    calendars = yield from calendars_of(planned.session.attendees)
    refuse_unless_free(calendars, planned.time, planned.id)
    booked = planned.becoming(SessionStatus.BOOKED)
    decision = Decision().save(booked, SessionBooked(after=booked.session)).tell(booked)
    for calendar in calendars.values():
        decision.save(calendar.with_booking(booked.id, booked.time, context.now))
    return watch(decision, booked)


def _refuse_unless_asked(planned: PlannedSession, organisation_id: str) -> None:
    if planned.status is SessionStatus.BOOKED:
        raise AlreadyBooked("the session is booked already")
    others = [own for own in planned.organisations() if own != planned.proposed_by]
    if others and organisation_id == planned.proposed_by:
        raise OwnProposal("this proposal waits for the others", waits_for=others)
