"""An informal mentorship becomes part of a formal programme and keeps its history."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import MentorshipTakenIntoProgramme
from mentormesh_contracts.vocabulary import Constraint, MentorshipStatus, ProgrammeKind, Role
from services.deciding import Command, Context, Deciding, Decision, Refusal, require_each
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.own import own_mentorship
from services.matching.domain.mentorships.planned_end import complete_when_planned
from services.matching.domain.participants.participant import Mentoring, NotEnrolled, Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.programmes.visible import visible_programme
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.sharing import Side, Ties, ties_among


class NotFromInformalToFormal(Refusal):
    """Only an informal mentorship is taken into a programme, and only into a formal one."""


class TakeIntoProgramme(Command):
    """A coordinator of a member's organisation takes the mentorship into a formal programme."""

    organisation_id: Identifier
    mentorship_id: Identifier
    programme_id: Identifier


def take_into_programme(command: TakeIntoProgramme, context: Context) -> Deciding:
    """The same mentorship in the other programme, with that one's structure; its places stay taken.

    Both members must be enrolled there. Raises Unknown, NotUnderWay, NotFromInformalToFormal, ProgrammeOver,
    NotEligible, NotEnrolled or MatchedAlready.
    """
    mentorship = yield from own_mentorship(command.organisation_id, command.mentorship_id)
    mentorship.insist(MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    programme.insist_open()
    if (mentorship.public.kind, programme.public.kind) != (ProgrammeKind.INFORMAL, ProgrammeKind.FORMAL):
        raise NotFromInformalToFormal("an informal mentorship is taken into a formal programme")
    organisations = (*mentorship.organisations(), programme.public.organisation_id)
    _insist_shared(mentorship, programme, (yield from ties_among(organisations, context.now)))
    people = yield from require_each(Participant, (each.person_id for each in mentorship.public.members))
    return _moved(mentorship, programme, people)


def _insist_shared(mentorship: Mentorship, programme: MentoringProgramme, ties: Ties) -> None:
    one, other = (Side(each.organisation_id, each.role) for each in mentorship.public.members)
    if not ties.allow(programme.public, one, other):
        raise NotEligible(Constraint.AGREEMENT)


def _moved(mentorship: Mentorship, programme: MentoringProgramme, people: dict[str, Participant]) -> Decision:
    left = mentorship.public.programme_id
    taken = mentorship.changed(
        programme_id=programme.id,
        kind=programme.public.kind,
        cadence_days=programme.public.structure.cadence_days,
        earlier_programmes=(*mentorship.public.earlier_programmes, left),
    )
    told = MentorshipTakenIntoProgramme(from_programme_id=left, after=taken.public)
    decision = Decision().save(taken, told).tell(taken)
    for member in taken.public.members:
        person = people[member.person_id]
        if member.role is Role.MENTOR:
            decision.save(_mentoring_there(person, taken))
        else:
            freed = person.freed_from(taken.id)
            mentors = (each.person_id for each in taken.public.members if each.role is Role.MENTOR)
            decision.save(freed.matched_in(programme.id, member.role, taken.id, mentors))
    return complete_when_planned(decision, taken, programme.public.structure)


def _mentoring_there(mentor: Participant, mentorship: Mentorship) -> Participant:
    programme_id = mentorship.public.programme_id
    if not mentor.enrolment(programme_id, Role.MENTOR):
        raise NotEnrolled("the mentor is not enrolled in this programme", role=Role.MENTOR.value)
    there = Mentoring(mentorship_id=mentorship.id, programme_id=programme_id)
    same = (there if each.mentorship_id == mentorship.id else each for each in mentor.mentoring)
    return mentor.model_copy(update={"mentoring": tuple(same)})
