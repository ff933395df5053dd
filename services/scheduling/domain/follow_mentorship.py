"""Keeping up with mentorships, and what that means for the sessions that they have ahead."""

from collections.abc import Collection
from datetime import datetime

from mentormesh_contracts.mentorships import MentorshipEvent
from mentormesh_contracts.sessions import SessionAttendeeLeft, SessionCancelled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Context, Deciding, Decision, Needing, need, need_each
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import CLOSED, KnownMentorship
from services.scheduling.domain.overdue import unwatch
from services.scheduling.domain.session import PlannedSession


def follow_mentorship(event: MentorshipEvent, context: Context) -> Deciding:
    """Take over its members and status. What had begun by the time of the event stays as it is."""
    known = yield from need(KnownMentorship, event.after.id)
    heard = KnownMentorship.of(event.after, known.agenda if known else ())
    if heard == known:
        return Decision()
    moment = event.after.closed_at or context.happened_at or context.now
    if heard.status in CLOSED:
        return (yield from _call_off_what_is_ahead(heard, moment))
    left = sorted(known.people - heard.people) if known else []
    return (yield from _go_on_without(heard, left, moment))


def _call_off_what_is_ahead(mentorship: KnownMentorship, moment: datetime) -> Deciding:
    ahead = yield from _ahead(mentorship, moment)
    calendars = yield from _freed(ahead, {person for session in ahead for person in session.people})
    decision = Decision().save(mentorship.done_with(*(session.id for session in ahead)))
    for session in ahead:
        cancelled = session.becoming(SessionStatus.CANCELLED)
        unwatch(decision, cancelled).save(cancelled, SessionCancelled(after=cancelled.session))
    for calendar in calendars:
        decision.save(calendar)
    return decision


def _go_on_without(mentorship: KnownMentorship, left: Collection[str], moment: datetime) -> Deciding:
    """Whoever left is no longer invited, and free at that time."""
    decision = Decision().save(mentorship)
    if not left:
        return decision
    ahead = yield from _ahead(mentorship, moment)
    calendars = yield from _freed(ahead, left)
    for session in ahead:
        going_on = session.without(left)
        gone = [person for person in session.people if person in left]
        events = [SessionAttendeeLeft(after=going_on.session, person_id=person) for person in gone]
        if events:
            decision.save(going_on, *events)
    for calendar in calendars:
        decision.save(calendar)
    return decision


def _ahead(mentorship: KnownMentorship, moment: datetime) -> Needing[list[PlannedSession]]:
    planned = yield from need_each(PlannedSession, mentorship.agenda)
    return [session for session in planned.values() if session.is_ahead(moment)]


def _freed(sessions: list[PlannedSession], people: Collection[str]) -> Needing[list[Calendar]]:
    """Calendars of those people that change when the sessions are taken out."""
    calendars = yield from need_each(Calendar, people if sessions else ())
    freed = {id: calendar.without(*(session.id for session in sessions)) for id, calendar in calendars.items()}
    return [calendar for id, calendar in freed.items() if calendar != calendars[id]]
