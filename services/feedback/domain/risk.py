"""When a mentorship is at risk: no session was held in the agreed time.

One reminder a mentorship is under way while it is active and not at risk. It is not moved with every session
that is held: when it fires too early it is set again for the time that is due by then, so that a held session
costs no write for it.
"""

from datetime import datetime

from mentormesh_contracts.feedback import RiskClosed, RiskOpened
from mentormesh_contracts.vocabulary import RiskReason
from services.deciding import Command, Context, Deciding, Decision, need
from services.feedback.domain.relationship import Relationship


class NoteNoSession(Command):
    """The agreed time may be over: look whether a session was held."""

    mentorship_id: str


def note_no_session(command: NoteNoSession, context: Context) -> Deciding:
    """Open the risk, or look again when the time is over."""
    relationship = yield from need(Relationship, command.mentorship_id)
    if relationship is None or relationship.due_by is None or relationship.risks:
        return Decision()
    if relationship.due_by > context.now:
        return watch(Decision(), relationship)
    at_risk = relationship.model_copy(update={"risks": (RiskReason.NO_SESSION,)})
    return Decision().save(at_risk, RiskOpened(reason=RiskReason.NO_SESSION, after=at_risk.health))


def watch(decision: Decision, relationship: Relationship) -> Decision:
    """Have the mentorship looked at when its time is over; not while nothing is due or the risk is open."""
    if relationship.due_by is None or relationship.risks:
        return decision.forget(_reminder(relationship.id))
    command = NoteNoSession(mentorship_id=relationship.id)
    return decision.remind(_reminder(relationship.id), relationship.due_by, command)


def relieved(relationship: Relationship, now: datetime) -> Relationship:
    """Without the risk, if a session is not due or not overdue any more."""
    overdue = relationship.due_by is not None and relationship.due_by <= now
    return relationship if overdue or not relationship.risks else relationship.model_copy(update={"risks": ()})


def relief(before: Relationship | None, after: Relationship) -> tuple[RiskClosed, ...]:
    """What subscribers hear of risks that are gone."""
    gone = set(before.risks) - set(after.risks) if before else set()
    return tuple(RiskClosed(reason=reason, after=after.health) for reason in sorted(gone))


def _reminder(mentorship_id: str) -> str:
    return f"no-session:{mentorship_id}"
