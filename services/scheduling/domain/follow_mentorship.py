"""Keeping up with mentorships; when one is over, the sessions that it still had ahead are called off."""

from collections.abc import Iterable
from datetime import datetime

from mentormesh_contracts.mentorships import MentorshipEvent
from mentormesh_contracts.sessions import SessionCancelled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Context, Deciding, Decision, need, need_each
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import CLOSED, KnownMentorship
from services.scheduling.domain.overdue import unwatch
from services.scheduling.domain.session import OPEN, PlannedSession


def follow_mentorship(event: MentorshipEvent, context: Context) -> Deciding:
    """Take over its members and status."""
    known = yield from need(KnownMentorship, event.after.id)
    heard = KnownMentorship.of(event.after, known.agenda if known else ())
    if heard == known:
        return Decision()
    if heard.status not in CLOSED or not heard.agenda:
        return Decision().save(heard)
    return (yield from _call_off_what_is_ahead(heard, event.after.closed_at or context.happened_at or context.now))


def _call_off_what_is_ahead(mentorship: KnownMentorship, closed_at: datetime) -> Deciding:
    """What had begun by then stays: somebody may still say who came."""
    planned = yield from need_each(PlannedSession, mentorship.agenda)
    ahead = [session for session in planned.values() if _is_ahead(session, closed_at)]
    booked = [session for session in ahead if session.status is SessionStatus.BOOKED]
    calendars = yield from need_each(Calendar, (person for session in booked for person in session.people))
    decision = Decision().save(mentorship.done_with(*(session.id for session in ahead)))
    for session in ahead:
        cancelled = session.becoming(SessionStatus.CANCELLED)
        unwatch(decision, cancelled).save(cancelled, SessionCancelled(after=cancelled.session))
    for calendar in calendars.values():
        decision.save(_freed(calendar, (session.id for session in booked)))
    return decision


def _is_ahead(planned: PlannedSession, moment: datetime) -> bool:
    return planned.status in OPEN and (planned.status is SessionStatus.PROPOSED or not planned.has_begun(moment))


def _freed(calendar: Calendar, session_ids: Iterable[str]) -> Calendar:
    for session_id in session_ids:
        calendar = calendar.without(session_id)
    return calendar
