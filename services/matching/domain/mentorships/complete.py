"""A mentorship comes to its planned end."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipCompleted
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.mentorships.own import own_mentorship
from services.matching.domain.mentorships.planned_end import planned_end_id
from services.matching.domain.mentorships.settle import settle


class Complete(Command):
    """A coordinator of a member's organisation says that it has come to its end."""

    organisation_id: Identifier
    mentorship_id: Identifier


def complete(command: Complete, context: Context) -> Deciding:
    """Completed; the places are free. Raises Unknown or NotUnderWay."""
    mentorship = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    mentorship.insist(MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)
    completed = mentorship.closed(MentorshipStatus.COMPLETED, context.now)
    decision = Decision().save(completed, MentorshipCompleted(after=completed.public)).tell(completed)
    decision.forget(planned_end_id(completed.id))
    return (yield from settle(decision, mentorship, completed))
