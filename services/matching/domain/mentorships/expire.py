"""The time for answers is over.

A pair expires. A group starts with those who accepted, if its mentor is one of them, enough mentees are, and every
approval that is asked for those is there; whoever did not answer leaves it. Otherwise it expires as well.
"""

from mentormesh_contracts.mentorships import MentorshipExpired
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Context, Deciding, Decision, require
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.mentorships.leave import leave, mentees
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.pass_on import pass_on_at_once
from services.matching.domain.mentorships.settle import settle
from services.matching.domain.mentorships.start import is_agreed, start


def expire(command: ExpireProposal, context: Context) -> Deciding:
    """Expired, or a group that starts without those who did not answer. Nothing, if it was answered meanwhile."""
    mentorship = yield from require(Mentorship, command.mentorship_id)
    if mentorship.status is not MentorshipStatus.PROPOSED:
        return Decision()
    absent = [person_id for person_id in mentees(mentorship) if not _answered(mentorship, person_id)]
    enough = len(mentees(mentorship)) - len(absent) >= mentorship.group_minimum
    if mentorship.is_group and enough:
        smaller, told = leave(mentorship, absent)
        if is_agreed(smaller):
            return (yield from start(mentorship, smaller, told, context))
    return (yield from _expired(mentorship, context))


def _answered(mentorship: Mentorship, person_id: str) -> bool:
    member = mentorship.public.member(person_id)
    assert member is not None
    asked = (each for each in mentorship.public.approvals if each.organisation_id == member.organisation_id)
    return member.accepted_at is not None and all(each.approved_at for each in asked)


def _expired(mentorship: Mentorship, context: Context) -> Deciding:
    expired = mentorship.closed(MentorshipStatus.EXPIRED, context.now)
    decision = Decision().save(expired, MentorshipExpired(after=expired.public))
    pass_on_at_once(decision, expired, context.now)
    return (yield from settle(decision, mentorship, expired, _strangers(mentorship)))


def _strangers(mentorship: Mentorship) -> tuple[str, ...]:
    if not mentorship.is_group or mentorship.mentor is None or not _answered(mentorship, mentorship.mentor):
        return ()
    return tuple(person_id for person_id in mentees(mentorship) if _answered(mentorship, person_id))
