"""Two who know each other declare the relationship that they have."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import MentorshipOrigin, Role
from services.deciding import Command, Context, Deciding
from services.matching.domain.mentorships.begin import Wished, begin
from services.matching.domain.mentorships.candidate import candidate
from services.matching.domain.mentorships.request import insist_informal
from services.matching.domain.participants.own import own_participant
from services.matching.domain.programmes.visible import visible_programme
from services.matching.domain.rules.pair import FORMALITIES
from services.matching.domain.ties.sharing import Side


class Declare(Command):
    """An organisation passes on that its person has a mentor, or a mentee, already."""

    organisation_id: Identifier
    programme_id: Identifier
    person_id: Identifier
    role: Role
    other_id: Identifier


def declare(command: Declare, context: Context) -> Deciding:
    """A proposal that waits for the other member to confirm it. Common hours and languages are not asked about.

    Raises Unknown, ProgrammeOver, NotInformal, NotEligible, PlacesTaken, MatchedAlready, NotEnrolled or QuotaUsedUp.
    """
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    insist_informal(programme)
    person = yield from own_participant(command.organisation_id, command.person_id)
    is_mentor = command.role is Role.MENTOR
    sought = Role.MENTEE if is_mentor else Role.MENTOR
    side = Side(command.organisation_id, command.role)
    other = yield from candidate(programme, side, command.other_id, sought, context.now, "other_id")
    mentor, mentee = (person, other) if is_mentor else (other, person)
    wished = Wished(
        programme.public,
        programme.public.policy,
        mentor,
        [mentee],
        MentorshipOrigin.DECLARATION,
        accepted_by=frozenset({person.id}),
        waived=FORMALITIES,
    )
    return (yield from begin(wished, context))
