"""A member or a coordinator says no.

A pair is declined by it. From a group the mentee leaves, or, if a coordinator said no, all mentees of their
organisation; the group is declined if its mentor is among them or fewer than its minimum would remain.
"""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipDeclined
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.mentorships.expiry import expiry_id
from services.matching.domain.mentorships.leave import leave, mentees
from services.matching.domain.mentorships.mentorship import Declined, Mentorship
from services.matching.domain.mentorships.own import insist_own_member, own_mentorship
from services.matching.domain.mentorships.pass_on import pass_on_at_once
from services.matching.domain.mentorships.settle import settle
from services.matching.domain.mentorships.start import start_if_agreed


class Decline(Command):
    """An organisation passes on that its person says no; without a person, its coordinator says so."""

    organisation_id: Identifier
    mentorship_id: Identifier
    person_id: Identifier | None = None
    reason: EndReason | None = None


def decline(command: Decline, context: Context) -> Deciding:
    """Declined, or a group without those who said no. Raises Unknown or AnsweredAlready."""
    before = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    if command.person_id is not None:
        insist_own_member(before, command.organisation_id, command.person_id)
    before.insist_proposed()
    leaving = (command.person_id,) if command.person_id else before.people_of(command.organisation_id)
    if _goes_on_without(before, leaving):
        smaller, told = leave(before, leaving)
        return (yield from start_if_agreed(before, smaller, told, context))
    return (yield from _declined(before, leaving, command, context))


def _goes_on_without(mentorship: Mentorship, leaving: tuple[str, ...]) -> bool:
    staying = set(mentees(mentorship)) - set(leaving)
    return mentorship.is_group and mentorship.mentor not in leaving and len(staying) >= mentorship.group_minimum


def _declined(before: Mentorship, leaving: tuple[str, ...], command: Decline, context: Context) -> Deciding:
    said = Declined(organisation_id=command.organisation_id, reason=command.reason)
    declined = before.closed(MentorshipStatus.DECLINED, context.now).model_copy(update={"declined": said})
    told = MentorshipDeclined(
        organisation_id=command.organisation_id, person_id=command.person_id, after=declined.public
    )
    decision = Decision().save(declined, told).forget(expiry_id(before.id)).tell(declined)
    pass_on_at_once(decision, declined, context.now, leaving)
    strangers = () if before.mentor in leaving or not before.is_group else set(mentees(before)) - set(leaving)
    return (yield from settle(decision, before, declined, strangers))
