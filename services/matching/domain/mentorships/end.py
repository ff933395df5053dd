"""A mentorship ends early."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus
from services.deciding import Command, Context, Deciding
from services.matching.domain.mentorships.own import own_mentorship
from services.matching.domain.mentorships.part_with import ended


class End(Command):
    """A coordinator of a member's organisation ends it, with a reason."""

    organisation_id: Identifier
    mentorship_id: Identifier
    reason: EndReason


def end(command: End, context: Context) -> Deciding:
    """Ended; the places are free. Raises Unknown or NotUnderWay."""
    mentorship = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    mentorship.insist(MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)
    return (yield from ended(mentorship, command.reason, context))
