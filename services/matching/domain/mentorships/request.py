"""A mentee asks for a mentor."""

from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import MentorshipOrigin, ProgrammeKind, Role
from services.deciding import Command, Context, Deciding, Invalid, Refusal
from services.matching.domain.mentorships.begin import Wished, begin
from services.matching.domain.mentorships.candidate import candidate
from services.matching.domain.participants.own import own_participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.programmes.visible import visible_programme
from services.matching.domain.ties.sharing import Side

MOST_CHOICES = 10


class NotInformal(Refusal):
    """Mentors are requested, and relationships declared, in informal programmes only."""


class ChoiceRepeated(Invalid):
    """Each mentor is asked once."""


class RequestMentor(Command):
    """An organisation passes on that its mentee asks for this mentor."""

    organisation_id: Identifier
    programme_id: Identifier
    mentee_id: Identifier
    mentor_id: Identifier
    then: Annotated[tuple[Identifier, ...], Field(max_length=MOST_CHOICES)] = ()


def request_mentor(command: RequestMentor, context: Context) -> Deciding:
    """A proposal that the mentee has accepted already and that waits for the mentor.

    If it is not taken, those named after it are asked, one after another. Raises Unknown, ProgrammeOver, NotInformal,
    ChoiceRepeated, NotEligible, PlacesTaken, MatchedAlready, NotEnrolled or QuotaUsedUp.
    """
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    insist_informal(programme)
    if len({command.mentor_id, *command.then}) <= len(command.then):
        raise ChoiceRepeated("each mentor is asked once", field="then")
    mentee = yield from own_participant(command.organisation_id, command.mentee_id, "mentee_id")
    side = Side(command.organisation_id, Role.MENTEE)
    mentor = yield from candidate(programme, side, command.mentor_id, Role.MENTOR, context.now, "mentor_id")
    wished = Wished(
        programme.public,
        programme.public.policy,
        mentor,
        [mentee],
        MentorshipOrigin.REQUEST,
        accepted_by=frozenset({mentee.id}),
        choices=command.then,
    )
    return (yield from begin(wished, context))


def insist_informal(programme: MentoringProgramme) -> None:
    """Raise ProgrammeOver or NotInformal."""
    programme.insist_open()
    if programme.public.kind is not ProgrammeKind.INFORMAL:
        raise NotInformal(f"the programme is {programme.public.kind}, not informal")
