"""The ground fell away while a mentorship was proposed."""

from datetime import datetime

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipLapsed
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision, require
from services.matching.domain.mentorships.expiry import expiry_id
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.pass_on import pass_on_at_once
from services.matching.domain.mentorships.settle import settle


class LapseProposal(Command):
    """An agreement that the proposal rests on has ended."""

    mentorship_id: Identifier


def lapse_at_once(decision: Decision, mentorship_id: str, now: datetime) -> Decision:
    """Have it lapse by a command of its own: whoever reacts to an agreement changes no mentorship."""
    return decision.remind(f"{mentorship_id}:lapse", now, LapseProposal(mentorship_id=mentorship_id))


def lapse(command: LapseProposal, context: Context) -> Deciding:
    """Lapsed, if it is still only proposed."""
    mentorship = yield from require(Mentorship, command.mentorship_id)
    if mentorship.status is not MentorshipStatus.PROPOSED:
        return Decision()
    return (yield from lapsed(mentorship, context))


def lapsed(mentorship: Mentorship, context: Context) -> Deciding:
    """Nobody said no: its people may be matched with each other again."""
    over = mentorship.closed(MentorshipStatus.LAPSED, context.now)
    decision = Decision().save(over, MentorshipLapsed(after=over.public)).forget(expiry_id(over.id))
    pass_on_at_once(decision, over, context.now)
    everyone = (member.person_id for member in over.public.members)
    return (yield from settle(decision, mentorship, over, everyone))
