"""Withdrawing people from a programme."""

from collections.abc import Callable

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Enrolment, ParticipantWithdrew
from mentormesh_contracts.vocabulary import Role
from services.deciding import Command, Context, Deciding, Decision, Refusal
from services.matching.domain.participants.own import own_participant
from services.matching.domain.participants.participant import NotEnrolled, Participant


class MentorshipUnderWay(Refusal):
    """The person has a live mentorship in this programme: decline or end it first."""


class Withdraw(Command):
    """An organisation takes one of its people out of a programme; without a role, out of all roles."""

    organisation_id: Identifier
    programme_id: Identifier
    person_id: Identifier
    role: Role | None = None


def withdraw(command: Withdraw, context: Context) -> Deciding:
    """The person takes part no longer. Raises Unknown, NotEnrolled or MentorshipUnderWay."""
    participant = yield from own_participant(command.organisation_id, command.person_id)

    def meant(enrolment: Enrolment) -> bool:
        return enrolment.programme_id == command.programme_id and command.role in (None, enrolment.role)

    for enrolment in filter(meant, participant.enrolments):
        if _has_a_mentorship(participant, enrolment):
            raise MentorshipUnderWay("the person has a live mentorship in this programme")
    gone, programmes = without_enrolments(participant, meant)
    if not programmes:
        raise NotEnrolled("the person is not enrolled in this programme in that role")
    return Decision().save(gone, ParticipantWithdrew(programme_id=command.programme_id, after=gone.public)).tell(gone)


def without_enrolments(
    participant: Participant, meant: Callable[[Enrolment], bool]
) -> tuple[Participant, tuple[str, ...]]:
    """The participant without those enrolments, and the programmes that they were in."""
    stay = tuple(each for each in participant.enrolments if not meant(each))
    programmes = dict.fromkeys(each.programme_id for each in participant.enrolments if meant(each))
    return participant.model_copy(update={"enrolments": stay}), tuple(programmes)


def _has_a_mentorship(participant: Participant, enrolment: Enrolment) -> bool:
    if enrolment.role is not Role.MENTOR:
        return enrolment.mentorship_id is not None
    return any(each.programme_id == enrolment.programme_id for each in participant.mentoring)
