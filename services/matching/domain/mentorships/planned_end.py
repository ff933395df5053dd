"""The planned end: a mentorship of a programme with a last day is completed when that day is over."""

from datetime import UTC, datetime, time, timedelta

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipCompleted
from mentormesh_contracts.programmes import Structure
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision, require
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.settle import settle


class CompleteAsPlanned(Command):
    """The last day of the programme's mentorships is over."""

    mentorship_id: Identifier


def planned_end_id(mentorship_id: str) -> str:
    """The id of the reminder."""
    return f"{mentorship_id}:planned-end"


def complete_when_planned(decision: Decision, mentorship: Mentorship, structure: Structure) -> Decision:
    """Set the reminder for the midnight (UTC) that ends the last day, if there is one."""
    if structure.ends_on is None:
        return decision.forget(planned_end_id(mentorship.id))
    midnight = datetime.combine(structure.ends_on + timedelta(days=1), time(0), UTC)
    command = CompleteAsPlanned(mentorship_id=mentorship.id)
    return decision.remind(planned_end_id(mentorship.id), midnight, command)


def complete_as_planned(command: CompleteAsPlanned, context: Context) -> Deciding:
    """Completed, if it is still under way."""
    mentorship = yield from require(Mentorship, command.mentorship_id)
    if mentorship.status not in (MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED):
        return Decision()
    completed = mentorship.closed(MentorshipStatus.COMPLETED, context.now)
    decision = Decision().save(completed, MentorshipCompleted(after=completed.public))
    return (yield from settle(decision, mentorship, completed))
