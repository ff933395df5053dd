"""A person was erased: they leave, and of what was declared or said of them nothing stays."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.people import PersonErased
from services.deciding import Command, Context, Deciding, Decision, need
from services.matching.domain.cycles.left_out import LeftOut
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.hear import left
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rulings.lift import unpinned
from services.matching.domain.rulings.ruling import Ruling, RulingKind


class ForgetRuling(Command):
    """One of the two was erased."""

    ruling_id: Identifier


class ForgetReason(Command):
    """Whoever was left out was erased."""

    left_out_id: Identifier


class ForgetExplanation(Command):
    """Somebody of the mentorship was erased."""

    mentorship_id: Identifier


def person_erased(event: PersonErased, context: Context) -> Deciding:
    """As if they left; only the id stays, so that nobody takes them for somebody new."""
    known = yield from need(Participant, event.after.id)
    if known is None:
        return Decision().save(Participant(id=event.after.id, person=event.after))
    nobody = known.model_copy(update={"person": event.after, "scores": (), "encounters": ()})
    return left(nobody, context)


def forget_ruling(command: ForgetRuling, context: Context) -> Deciding:
    """No pin and no veto names them."""
    ruling = yield from need(Ruling, command.ruling_id)
    if ruling is None:
        return Decision()
    decision = Decision().remove(ruling)
    if ruling.kind is RulingKind.PIN:
        yield from unpinned(decision, ruling)
    return decision


def forget_reason(command: ForgetReason, context: Context) -> Deciding:
    """Why they were left out is nobody's business any more."""
    reason = yield from need(LeftOut, command.left_out_id)
    return Decision().remove(reason) if reason else Decision()


def forget_explanation(command: ForgetExplanation, context: Context) -> Deciding:
    """The mentorship stays, and why it was proposed does not."""
    mentorship = yield from need(Mentorship, command.mentorship_id)
    if mentorship is None or mentorship.public.explanation is None:
        return Decision()
    return Decision().save(mentorship.changed(explanation=None))
