"""Calling a session off before its time."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.sessions import SessionCancelled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision, need_each, require
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.overdue import unwatch
from services.scheduling.domain.session import require_ahead


class CancelSession(Command):
    """Do not meet after all."""

    organisation_id: str
    session_id: Identifier


def cancel_session(command: CancelSession, context: Context) -> Deciding:
    """Call it off and free everybody's time. Raises Unknown, SessionOver or SessionBegun."""
    planned = yield from require_ahead(command.session_id, command.organisation_id, context.now)
    mentorship = yield from require(KnownMentorship, planned.session.mentorship_id)
    booked = planned.people if planned.status is SessionStatus.BOOKED else ()
    calendars = yield from need_each(Calendar, booked)
    cancelled = planned.becoming(SessionStatus.CANCELLED)
    decision = Decision().save(cancelled, SessionCancelled(after=cancelled.session)).tell(cancelled)
    for calendar in calendars.values():
        decision.save(calendar.without(cancelled.id))
    return unwatch(decision, cancelled).save(mentorship.done_with(cancelled.id))
