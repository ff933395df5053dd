"""Enrolling people in a programme."""

from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Enrolment, ParticipantEnrolled, Programme
from mentormesh_contracts.vocabulary import ProgrammeKind, Role
from services.deciding import Command, Context, Deciding, Decision, Refusal, Unknown, need_each
from services.matching.domain.participants.own import own_participant
from services.matching.domain.participants.participant import Participant
from services.matching.domain.participants.readiness import insist_ready
from services.matching.domain.programmes.visible import visible_programme

MOST_AT_ONCE = 1000


class EnrolledAlready(Refusal):
    """The person is enrolled in this programme in that role."""


class RoleDoesNotFit(Refusal):
    """The programme has no such role, or the person does not declare it."""

    status = 422


class Enrol(Command):
    """An organisation enrols one of its people."""

    organisation_id: Identifier
    programme_id: Identifier
    person_id: Identifier
    role: Role


class Wish(Command):
    """One of many to be enrolled."""

    person_id: Identifier
    role: Role


class EnrolMany(Command):
    """An organisation enrols many of its people at once."""

    organisation_id: Identifier
    programme_id: Identifier
    people: Annotated[tuple[Wish, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Enrolled(NamedTuple):
    """What came of one wish: an enrolment, or why not."""

    person_id: str
    role: Role
    enrolment: Enrolment | None = None
    refusal: Refusal | None = None


def enrol(command: Enrol, context: Context) -> Deciding:
    """The person takes part.

    Raises Unknown, ProgrammeOver, RoleDoesNotFit, NotReady or EnrolledAlready.
    """
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    programme.insist_open()
    participant = yield from own_participant(command.organisation_id, command.person_id)
    enrolled = _admitted(participant, programme.public, command.role, context.now)
    told = ParticipantEnrolled(programme_id=programme.id, after=enrolled.public)
    answer = Enrolled(participant.id, command.role, enrolled.enrolment(programme.id, command.role))
    return Decision().save(enrolled, told).tell(answer)


def enrol_many(command: EnrolMany, context: Context) -> Deciding:
    """Those who can take part do; for each of the others the refusal is told. Raises Unknown or ProgrammeOver."""
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    programme.insist_open()
    known = yield from need_each(Participant, (wish.person_id for wish in command.people))
    own = {id: each for id, each in known.items() if each.organisation_id == command.organisation_id}
    told: dict[str, list[ParticipantEnrolled]] = {}
    answers = []
    for wish in command.people:
        try:
            if wish.person_id not in own:
                raise Unknown(Participant.KIND, wish.person_id)
            enrolled = _admitted(own[wish.person_id], programme.public, wish.role, context.now)
        except Refusal as refusal:
            answers.append(Enrolled(wish.person_id, wish.role, refusal=refusal))
            continue
        own[enrolled.id] = enrolled
        event = ParticipantEnrolled(programme_id=programme.id, after=enrolled.public)
        told.setdefault(enrolled.id, []).append(event)
        answers.append(Enrolled(enrolled.id, wish.role, enrolled.enrolment(programme.id, wish.role)))
    decision = Decision()
    for id, events in told.items():
        decision.save(own[id], *events)
    return decision.tell(answers)


def _admitted(participant: Participant, programme: Programme, role: Role, now: datetime) -> Participant:
    if (role is Role.PEER) != (programme.kind is ProgrammeKind.PEER):
        raise RoleDoesNotFit(f"a {programme.kind} programme has no {role}", field="role")
    if not participant.takes_role(role):
        raise RoleDoesNotFit(f"the person does not declare the role {role}", field="role")
    if participant.enrolment(programme.id, role):
        raise EnrolledAlready("the person is enrolled in this programme in that role")
    insist_ready(participant.person, role)
    return participant.enrolled(programme.id, role, now)
