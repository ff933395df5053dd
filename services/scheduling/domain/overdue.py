"""What becomes of a session by itself when nobody says anything."""

from datetime import timedelta

from mentormesh_contracts.sessions import SessionCancelled, SessionMissed
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision, need, require
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.session import PlannedSession

MISSED_AFTER = timedelta(days=7)
"""How long after its end a booked session counts as missed, if nobody has said who came."""


class LapseProposal(Command):
    """Due at the start of a session that was proposed."""

    session_id: str


class NoteMissed(Command):
    """Due some days after the end of a session that was booked."""

    session_id: str


def watch(decision: Decision, planned: PlannedSession) -> Decision:
    """Have it looked at again at its time, instead of at any earlier agreed one."""
    if planned.status is SessionStatus.PROPOSED:
        return decision.remind(_reminder(planned.id), planned.session.start, LapseProposal(session_id=planned.id))
    due = planned.session.end + MISSED_AFTER
    return decision.remind(_reminder(planned.id), due, NoteMissed(session_id=planned.id))


def unwatch(decision: Decision, planned: PlannedSession) -> Decision:
    """Nothing is due any more."""
    return decision.forget(_reminder(planned.id))


def lapse_proposal(command: LapseProposal, context: Context) -> Deciding:
    """A proposal that nobody has booked by its start is called off."""
    planned = yield from need(PlannedSession, command.session_id)
    if planned is None or planned.status is not SessionStatus.PROPOSED:
        return Decision()
    if not planned.has_begun(context.now):
        return watch(Decision(), planned)
    mentorship = yield from require(KnownMentorship, planned.session.mentorship_id)
    lapsed = planned.becoming(SessionStatus.CANCELLED)
    return Decision().save(lapsed, SessionCancelled(after=lapsed.session)).save(mentorship.done_with(planned.id))


def note_missed(command: NoteMissed, context: Context) -> Deciding:
    """A booked session of which nobody has said who came did not take place."""
    planned = yield from need(PlannedSession, command.session_id)
    if planned is None or planned.status is not SessionStatus.BOOKED:
        return Decision()
    if planned.session.end + MISSED_AFTER > context.now:
        return watch(Decision(), planned)
    mentorship = yield from require(KnownMentorship, planned.session.mentorship_id)
    missed = planned.becoming(SessionStatus.MISSED)
    return Decision().save(missed, SessionMissed(after=missed.session)).save(mentorship.done_with(planned.id))


def _reminder(session_id: str) -> str:
    return f"session/{session_id}"
