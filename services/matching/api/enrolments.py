"""Who takes part in a programme: an organisation enrols its own people, and sees no others."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Annotated, Self

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.vocabulary import Role
from services.chassis.http.acting import Act, CurrentRuntime, OwnReader
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.chassis.mongo.reading import Reader
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, Looker, OwnDirectory, ProgrammeId
from services.matching.domain.participants.enrol import (
    MOST_AT_ONCE,
    Enrol,
    Enrolled,
    EnrolledAlready,
    EnrolMany,
    RoleDoesNotFit,
    Wish,
    enrol,
    enrol_many,
)
from services.matching.domain.participants.participant import NotEnrolled, Participant
from services.matching.domain.participants.readiness import NotReady
from services.matching.domain.participants.withdraw import MentorshipUnderWay, Withdraw, withdraw
from services.matching.domain.programmes.programme import ProgrammeOver

router = APIRouter(prefix="/programmes/{programme_id}")
LOOK_AGAIN = 0.05


class NewEnrolment(BaseModel):
    """Who takes part, as what. In peer programmes the role is peer."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier
    role: Role


class NewEnrolments(BaseModel):
    """Many at once."""

    model_config = ConfigDict(extra="forbid")

    people: Annotated[tuple[NewEnrolment, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Withdrawal(BaseModel):
    """Who takes part no longer."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier
    role: Role | None = Field(default=None, description="Absent: in no role any more.")


class EnrolmentView(BaseModel):
    """One person's part in a programme."""

    person_id: str
    programme_id: str
    role: Role
    enrolled_at: Instant
    mentorship_id: str | None = Field(default=None, description="The live mentorship of a mentee or peer in it.")

    @classmethod
    def of(cls, enrolled: Enrolled) -> Self:
        """A new one."""
        assert enrolled.enrolment is not None
        return cls(person_id=enrolled.person_id, **dict(enrolled.enrolment))


class OutcomeView(BaseModel):
    """What came of one of many: an enrolment, or why not."""

    person_id: str
    role: Role
    enrolment: EnrolmentView | None = None
    problem: str | None = Field(default=None, description="The kind of refusal, such as not-ready.")
    detail: str | None = None

    @classmethod
    def of(cls, enrolled: Enrolled) -> Self:
        """Told in the order of the request."""
        if enrolled.refusal is None:
            return cls(person_id=enrolled.person_id, role=enrolled.role, enrolment=EnrolmentView.of(enrolled))
        refusal = enrolled.refusal
        return cls(person_id=enrolled.person_id, role=enrolled.role, problem=refusal.slug(), detail=refusal.detail)


class OutcomesView(BaseModel):
    """What came of each, in the order of the request."""

    enrolled: int
    refused: int
    people: list[OutcomeView]

    @classmethod
    def of(cls, outcomes: Sequence[Enrolled]) -> Self:
        """With both counts."""
        enrolled = sum(each.refusal is None for each in outcomes)
        people = [OutcomeView.of(each) for each in outcomes]
        return cls(enrolled=enrolled, refused=len(people) - enrolled, people=people)


class ParticipantView(BaseModel):
    """One's own person in a programme."""

    person_id: str
    enrolments: list[EnrolmentView]
    places_offered: int
    places_used: int = Field(description="Live mentorships as a mentor, in all programmes.")

    @classmethod
    def in_programme(cls, participant: Participant, programme_id: str) -> Self:
        """Their part in this programme alone."""
        own = [each for each in participant.enrolments if each.programme_id == programme_id]
        return cls(
            person_id=participant.id,
            enrolments=[EnrolmentView(person_id=participant.id, **dict(each)) for each in own],
            places_offered=participant.person.places_offered,
            places_used=len(participant.mentoring),
        )


@router.post(
    "/enrolments",
    status_code=201,
    response_model=EnrolmentView,
    responses=responses(Unknown, ProgrammeOver, RoleDoesNotFit, NotReady, EnrolledAlready),
)
async def enrol_a_person(programme_id: ProgrammeId, body: NewEnrolment, caller: Coordinator, act: Act) -> Response:
    """Enrol one of one's own people, in an own programme or in one that a partner opens."""
    command = Enrol(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(enrol, command, view=EnrolmentView.of, status=201)


@router.post("/enrolments/bulk", response_model=OutcomesView, responses=responses(Unknown, ProgrammeOver))
async def enrol_many_people(
    programme_id: ProgrammeId,
    body: NewEnrolments,
    caller: Coordinator,
    act: Act,
    read: OwnReader,
    runtime: CurrentRuntime,
) -> Response:
    """Enrol up to a thousand; those who cannot be are told why, and the others are enrolled all the same."""
    wishes = tuple(Wish(**dict(each)) for each in body.people)
    await _heard_of(read, {wish.person_id for wish in wishes}, runtime.settings.wait_for_facts_seconds)
    command = EnrolMany(organisation_id=caller.organisation_id, programme_id=programme_id, people=wishes)
    return await act(enrol_many, command, view=OutcomesView.of)


@router.get("/enrolments", responses=responses(Unknown))
async def list_enrolments(
    programme_id: ProgrammeId, caller: Looker, directory: OwnDirectory, read: OwnReader, page: PageQuery
) -> Page[ParticipantView]:
    """One's own people in the programme, in the order of their last change."""
    await directory.programme(programme_id)

    def view(participant: Participant) -> ParticipantView:
        return ParticipantView.in_programme(participant, programme_id)

    return await listed(read, Participant, {"programmes": programme_id}, page, view)


@router.post(
    "/withdrawals",
    response_model=ParticipantView,
    responses=responses(Unknown, NotEnrolled, MentorshipUnderWay),
)
async def withdraw_a_person(programme_id: ProgrammeId, body: Withdrawal, caller: Coordinator, act: Act) -> Response:
    """Take one of one's own people out of the programme. A live mentorship is declined or ended before."""
    command = Withdraw(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(withdraw, command, view=lambda gone: ParticipantView.in_programme(gone, programme_id))


async def _heard_of(read: Reader, people: Iterable[str], patience: float) -> None:
    """Wait until all of them are known here, or for the patience (seconds): then those still unknown are told so."""
    wanted = list(people)
    deadline = asyncio.get_running_loop().time() + patience
    while await read.count(Participant, {"_id": {"$in": wanted}}) < len(wanted):
        if asyncio.get_running_loop().time() > deadline:
            return
        await asyncio.sleep(LOOK_AGAIN)
