"""An offer that was not taken passes on to the next choice.

A request may name whom the mentee would ask next, and a cycle who would be next for the mentor's place. Each is asked
once, in order, by a command of its own; whoever may not be matched by then is passed over. It ends with the first who
accepts, with the last who does not, or when the side whose choices they are says no.
"""

from datetime import datetime

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import MentorshipOrigin, ProgrammeStatus, Role
from services.deciding import Command, Context, Deciding, Decision, Needing, Refusal, require
from services.matching.domain.mentorships.begin import Wished, begin
from services.matching.domain.mentorships.candidate import candidate
from services.matching.domain.mentorships.leave import mentees
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.programmes.visible import consulted_programme
from services.matching.domain.ties.sharing import Side


class PassOn(Command):
    """The mentorship was not taken."""

    mentorship_id: Identifier


def pass_on_at_once(decision: Decision, over: Mentorship, now: datetime, said_no: tuple[str, ...] = ()) -> Decision:
    """Have the next choice asked, unless those whose choices they are said no themselves."""
    if over.choices and not set(_choosing(over)) & set(said_no):
        decision.remind(f"{over.id}:pass-on", now, PassOn(mentorship_id=over.id))
    return decision


def pass_on(command: PassOn, context: Context) -> Deciding:
    """A proposal to the first choice who may be matched and has a place; nothing, if it was passed on before."""
    over = yield from require(Mentorship, command.mentorship_id)
    programme = yield from consulted_programme(over.public.programme_id)
    if over.public.is_live or not over.choices or not _passes_on(over, programme.public):
        return Decision()
    passed = over.model_copy(update={"choices": ()})
    for at, choice in enumerate(over.choices):
        try:
            wished = yield from _wished(over, programme, choice, over.choices[at + 1 :], context.now)
            decision = yield from begin(wished, context)
        except Refusal:
            continue
        return decision.save(passed)
    return Decision().save(passed)


def _choosing(over: Mentorship) -> tuple[str, ...]:
    if over.public.origin is MentorshipOrigin.CYCLE:
        return (over.mentor,) if over.mentor else ()
    return mentees(over)


def _passes_on(over: Mentorship, programme: Programme) -> bool:
    if programme.status is not ProgrammeStatus.OPEN:
        return False
    return over.public.origin is MentorshipOrigin.REQUEST or programme.policy.pass_on


def _wished(
    over: Mentorship, programme: MentoringProgramme, choice: str, then: tuple[str, ...], now: datetime
) -> Needing[Wished]:
    public, policy = programme.public, programme.public.policy
    if over.public.origin is MentorshipOrigin.CYCLE:
        mentor = yield from require(Participant, _choosing(over)[0])
        mentee = yield from require(Participant, choice)
        return Wished(
            public, policy, mentor, [mentee], MentorshipOrigin.CYCLE, cycle_id=over.public.cycle_id, choices=then
        )
    mentee = yield from require(Participant, mentees(over)[0])
    side = Side(mentee.organisation_id, Role.MENTEE)
    mentor = yield from candidate(programme, side, choice, Role.MENTOR, now, "then")
    accepted = frozenset({mentee.id})
    return Wished(public, policy, mentor, [mentee], MentorshipOrigin.REQUEST, accepted_by=accepted, choices=then)
