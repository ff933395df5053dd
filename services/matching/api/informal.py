"""Informal programmes: mentors are recommended and requested, relationships declared."""

import asyncio
from typing import Annotated, Literal, Self, TypeVar

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.people import Attributes, WeeklyHours
from mentormesh_contracts.vocabulary import Goal, Role
from services.chassis.http.acting import Act, CurrentRuntime, OwnReader
from services.chassis.http.faults import NotHeardYet
from services.chassis.http.problems import responses
from services.chassis.mongo.scope import NetworkScope
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, Looker, OwnDirectory, ProgrammeId
from services.matching.api.mentorship_view import MentorshipView
from services.matching.api.mentorships import seen_by
from services.matching.domain.mentorships.declare import Declare, declare
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.request import (
    MOST_CHOICES,
    ChoiceRepeated,
    NotInformal,
    RequestMentor,
    insist_informal,
    request_mentor,
)
from services.matching.domain.participants.participant import (
    MatchedAlready,
    NotEnrolled,
    Participant,
    PlacesTaken,
)
from services.matching.domain.programmes.programme import ProgrammeOver
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import AgreementOver, QuotaUsedUp
from services.matching.recommending.asking import Asking
from services.matching.recommending.feed import fresh_index
from services.matching.recommending.recommend import Recommendation, recommend
from services.matching.store.ruled import vetoed_for

T = TypeVar("T")
router = APIRouter(prefix="/programmes/{programme_id}")
WISHED = responses(
    Unknown,
    ProgrammeOver,
    NotInformal,
    ChoiceRepeated,
    NotEligible,
    PlacesTaken,
    MatchedAlready,
    NotEnrolled,
    QuotaUsedUp,
    AgreementOver,
)


class RecommendationView(BaseModel):
    """A mentor, by id, with what they declare and why they suit. Names are for later."""

    person_id: str
    organisation_id: str
    goals_offered: list[Goal]
    strengths: dict[str, int]
    disciplines: dict[str, float] = Field(description="Years of experience in each.")
    languages: list[str]
    zone: str
    weekly_hours: list[WeeklyHours]
    explanation: Explanation

    @classmethod
    def of(cls, found: Recommendation) -> Self:
        """What an agreement that shares mentors lets be seen of a candidate, and nothing else."""
        person = found.mentor.person
        seen = {name: getattr(person, name) for name in cls.model_fields if name in Attributes.model_fields}
        return cls(
            person_id=found.mentor.id,
            organisation_id=person.organisation_id,
            explanation=found.explanation,
            **seen,
        )


class RecommendationsView(BaseModel):
    """Mentors, best first."""

    items: list[RecommendationView]


class MentorRequest(BaseModel):
    """Who asks whom."""

    model_config = ConfigDict(extra="forbid")

    mentee_id: Identifier = Field(description="One's own person.")
    mentor_id: Identifier
    then: Annotated[tuple[Identifier, ...], Field(max_length=MOST_CHOICES)] = Field(
        default=(), description="Who is asked next, one after another, if the mentor declines or does not answer."
    )


class Declaration(BaseModel):
    """Who declares, as what, and who is the other."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier = Field(description="One's own person.")
    role: Literal[Role.MENTOR, Role.MENTEE] = Field(description="The role of one's own person in it.")
    other_id: Identifier = Field(description="Whoever has to confirm it.")


def _address(mentorship: Mentorship) -> str:
    return f"/v1/mentorships/{mentorship.id}"


@router.get("/recommendations", responses=responses(Unknown, ProgrammeOver, NotInformal, NotEnrolled, NotHeardYet))
async def recommend_mentors(
    programme_id: ProgrammeId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    runtime: CurrentRuntime,
    mentee_id: Annotated[Identifier, Query(description="One's own person.")],
    limit: Annotated[int, Query(ge=1, le=50, description="How many at most.")] = 10,
) -> RecommendationsView:
    """The best-suited mentors for one's own mentee: eligible under every constraint, and with a free place."""
    network = runtime.reader(NetworkScope("recommendations: mentors whom agreements share"))
    looked_up = await asyncio.gather(
        directory.programme(programme_id),
        read.get(Participant, mentee_id),
        vetoed_for(network, programme_id, mentee_id),
        fresh_index(runtime),
        return_exceptions=True,
    )
    programme, mentee = _told(looked_up[0]).state, _told(looked_up[1])
    insist_informal(programme)
    if mentee is None:
        raise Unknown(Participant.KIND, mentee_id)
    if mentee.state.enrolment(programme_id, Role.MENTEE) is None:
        raise NotEnrolled("the person is not enrolled in this programme as a mentee", field="mentee_id")
    asking = Asking(mentee.state, programme.public, _told(looked_up[2]), runtime.clock.now())
    found = await recommend(_told(looked_up[3]), network, asking, limit)
    return RecommendationsView(items=[RecommendationView.of(each) for each in found])


def _told(outcome: T | BaseException) -> T:
    """Of several things that were looked up at once: what came of one, or what it raised."""
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


@router.post("/requests", status_code=201, response_model=MentorshipView, responses=WISHED)
async def request_a_mentor(programme_id: ProgrammeId, body: MentorRequest, caller: Coordinator, act: Act) -> Response:
    """Pass on that a mentee asks for this mentor. It is a proposal that waits for the mentor alone."""
    command = RequestMentor(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(request_mentor, command, view=seen_by(caller), status=201, location=_address)


@router.post("/declarations", status_code=201, response_model=MentorshipView, responses=WISHED)
async def declare_a_relationship(
    programme_id: ProgrammeId, body: Declaration, caller: Coordinator, act: Act
) -> Response:
    """Declare a relationship that exists already. It waits for the other member to accept."""
    command = Declare(organisation_id=caller.organisation_id, programme_id=programme_id, **dict(body))
    return await act(declare, command, view=seen_by(caller), status=201, location=_address)
