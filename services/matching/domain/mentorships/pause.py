"""Interrupting a mentorship for a while, and going on with it. Its places stay taken."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipPaused, MentorshipResumed
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.mentorships.own import own_mentorship


class Pause(Command):
    """A coordinator of a member's organisation interrupts the mentorship."""

    organisation_id: Identifier
    mentorship_id: Identifier


class Resume(Command):
    """A coordinator of a member's organisation lets it go on."""

    organisation_id: Identifier
    mentorship_id: Identifier


def pause(command: Pause, context: Context) -> Deciding:
    """Paused. Raises Unknown or NotUnderWay."""
    mentorship = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    mentorship.insist(MentorshipStatus.ACTIVE)
    paused = mentorship.changed(status=MentorshipStatus.PAUSED)
    return Decision().save(paused, MentorshipPaused(after=paused.public)).tell(paused)


def resume(command: Resume, context: Context) -> Deciding:
    """Under way again. Raises Unknown or NotUnderWay."""
    mentorship = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    mentorship.insist(MentorshipStatus.PAUSED)
    resumed = mentorship.changed(status=MentorshipStatus.ACTIVE)
    return Decision().save(resumed, MentorshipResumed(after=resumed.public)).tell(resumed)
