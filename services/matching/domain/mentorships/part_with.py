"""A member left their organisation or the network.

A proposal lapses and a mentorship ends by it. A group goes on without the mentee, while enough remain: its minimum
while it is proposed, one when it is under way.
"""

from datetime import datetime

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipEnded
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision, require
from services.matching.domain.mentorships.lapse import lapsed
from services.matching.domain.mentorships.leave import leave, mentees
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.planned_end import planned_end_id
from services.matching.domain.mentorships.settle import settle
from services.matching.domain.mentorships.start import start_if_agreed


class PartWith(Command):
    """The person is gone."""

    mentorship_id: Identifier
    person_id: Identifier


def part_with_at_once(decision: Decision, mentorship_id: str, person_id: str, now: datetime) -> Decision:
    """Have it part with the person by a command of its own: whoever reacts to a person changes no mentorship."""
    command = PartWith(mentorship_id=mentorship_id, person_id=person_id)
    return decision.remind(f"{mentorship_id}:part-with:{person_id}", now, command)


def part_with(command: PartWith, context: Context) -> Deciding:
    """The mentorship without the person, or none. Nothing, if it is closed already."""
    mentorship = yield from require(Mentorship, command.mentorship_id)
    if not mentorship.public.is_live or mentorship.public.member(command.person_id) is None:
        return Decision()
    if _goes_on_without(mentorship, command.person_id):
        return (yield from _smaller(mentorship, command.person_id, context))
    if mentorship.status is MentorshipStatus.PROPOSED:
        return (yield from lapsed(mentorship, context))
    return (yield from ended(mentorship, EndReason.PERSON_LEFT, context))


def ended(mentorship: Mentorship, reason: EndReason, context: Context) -> Deciding:
    """Over before its planned end."""
    over = mentorship.closed(MentorshipStatus.ENDED, context.now, end_reason=reason)
    decision = Decision().save(over, MentorshipEnded(after=over.public)).forget(planned_end_id(over.id)).tell(over)
    return (yield from settle(decision, mentorship, over))


def _goes_on_without(mentorship: Mentorship, person_id: str) -> bool:
    minimum = mentorship.group_minimum if mentorship.status is MentorshipStatus.PROPOSED else 1
    return mentorship.is_group and person_id != mentorship.mentor and len(mentees(mentorship)) - 1 >= minimum


def _smaller(mentorship: Mentorship, person_id: str, context: Context) -> Deciding:
    smaller, told = leave(mentorship, [person_id])
    if mentorship.status is MentorshipStatus.PROPOSED:
        return (yield from start_if_agreed(mentorship, smaller, told, context))
    decision = Decision().save(smaller, *told)
    return (yield from settle(decision, mentorship, smaller))
