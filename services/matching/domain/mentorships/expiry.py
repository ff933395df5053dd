"""Until when a proposal waits."""

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Decision
from services.matching.domain.mentorships.mentorship import Mentorship


class ExpireProposal(Command):
    """The time for answers is over."""

    mentorship_id: Identifier


def expiry_id(mentorship_id: str) -> str:
    """The id of the reminder."""
    return f"{mentorship_id}:expiry"


def await_answers(decision: Decision, proposed: Mentorship) -> Decision:
    """Be reminded when the proposal's time is over."""
    due = proposed.public.expires_at
    assert due is not None
    return decision.remind(expiry_id(proposed.id), due, ExpireProposal(mentorship_id=proposed.id))
