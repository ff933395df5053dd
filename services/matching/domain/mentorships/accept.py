"""A member accepts."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import Member, MentorshipAccepted
from services.deciding import Command, Context, Deciding
from services.matching.domain.mentorships.mentorship import AnsweredAlready
from services.matching.domain.mentorships.own import insist_own_member, own_mentorship
from services.matching.domain.mentorships.start import start_if_agreed


class Accept(Command):
    """An organisation passes on that its person accepts."""

    organisation_id: Identifier
    mentorship_id: Identifier
    person_id: Identifier


def accept(command: Accept, context: Context) -> Deciding:
    """Accepted; started if it was the last answer. Raises Unknown, AnsweredAlready or AgreementOver."""
    before = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    insist_own_member(before, command.organisation_id, command.person_id)
    before.insist_proposed()

    def answered(member: Member) -> Member:
        if member.person_id != command.person_id:
            return member
        if member.accepted_at:
            raise AnsweredAlready("the person accepted already", field="person_id")
        return member.model_copy(update={"accepted_at": context.now})

    accepted = before.changed(members=tuple(map(answered, before.public.members)))
    told = MentorshipAccepted(person_id=command.person_id, after=accepted.public)
    return (yield from start_if_agreed(before, accepted, [told], context))
