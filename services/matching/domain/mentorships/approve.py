"""A coordinator approves a match, where the agreement asks for it."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import Approval, MentorshipApproved
from services.deciding import Command, Context, Deciding, Refusal
from services.matching.domain.mentorships.own import own_mentorship
from services.matching.domain.mentorships.start import start_if_agreed


class NoApprovalAsked(Refusal):
    """No approval of this organisation is asked for, or it was given already."""


class Approve(Command):
    """An organisation's coordinator approves; before or after the members accept."""

    organisation_id: Identifier
    mentorship_id: Identifier


def approve(command: Approve, context: Context) -> Deciding:
    """Approved; started if it was the last answer.

    Raises Unknown, AnsweredAlready, NoApprovalAsked or AgreementOver.
    """
    before = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    before.insist_proposed()

    def is_asked(approval: Approval) -> bool:
        return approval.organisation_id == command.organisation_id and approval.approved_at is None

    if not any(map(is_asked, before.public.approvals)):
        raise NoApprovalAsked("no approval of this organisation is asked for")
    given = {"approved_at": context.now}
    approvals = (each.model_copy(update=given) if is_asked(each) else each for each in before.public.approvals)
    approved = before.changed(approvals=tuple(approvals))
    told = MentorshipApproved(organisation_id=command.organisation_id, after=approved.public)
    return (yield from start_if_agreed(before, approved, [told], context))
