"""Mentorships from proposal to closure."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.caller import Caller
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, Looker, MentorshipId
from services.matching.api.mentorship_view import MentorshipView
from services.matching.domain.mentorships.accept import Accept, accept
from services.matching.domain.mentorships.approve import Approve, NoApprovalAsked, approve
from services.matching.domain.mentorships.complete import Complete, complete
from services.matching.domain.mentorships.decline import Decline, decline
from services.matching.domain.mentorships.end import End, end
from services.matching.domain.mentorships.mentorship import AnsweredAlready, Mentorship, NotUnderWay
from services.matching.domain.mentorships.pause import Pause, Resume, pause, resume
from services.matching.domain.mentorships.take_into_programme import (
    NotFromInformalToFormal,
    TakeIntoProgramme,
    take_into_programme,
)
from services.matching.domain.participants.participant import MatchedAlready, NotEnrolled
from services.matching.domain.programmes.programme import ProgrammeOver
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import AgreementOver

router = APIRouter(prefix="/mentorships")
ANSWERED = responses(Unknown, AnsweredAlready, AgreementOver, Stale)
CHANGED = responses(Unknown, NotUnderWay, Stale)


class Acceptance(BaseModel):
    """Who says yes."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier = Field(description="A member of one's own organisation.")


class Refused(BaseModel):
    """Who says no."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier | None = Field(default=None, description="One's own member; absent: the coordinator.")
    reason: EndReason | None = Field(default=None, description="Kept to one's own organisation.")


class Ending(BaseModel):
    """Why it ends early."""

    model_config = ConfigDict(extra="forbid")

    reason: EndReason


class OtherProgramme(BaseModel):
    """Where it goes on."""

    model_config = ConfigDict(extra="forbid")

    programme_id: Identifier = Field(description="A formal programme in which both are enrolled.")


def seen_by(caller: Caller) -> Callable[[Mentorship], MentorshipView]:
    """The view for the caller's organisation."""
    return lambda mentorship: MentorshipView.of(mentorship, caller.organisation_id)


@router.get("")
async def list_mentorships(
    caller: Looker,
    read: OwnReader,
    page: PageQuery,
    programme_id: Annotated[Identifier | None, Query(description="Only of this programme.")] = None,
    status: Annotated[MentorshipStatus | None, Query(description="Only those that stand so.")] = None,
    person_id: Annotated[Identifier | None, Query(description="Only with this member.")] = None,
    cycle_id: Annotated[Identifier | None, Query(description="Only those that this cycle proposed.")] = None,
) -> Page[MentorshipView]:
    """Mentorships with members of one's own organisation, in the order of their last change."""
    where = {"programme_id": programme_id, "status": status, "people": person_id, "cycle_id": cycle_id}
    return await listed(read, Mentorship, where, page, seen_by(caller))


@router.get("/{mentorship_id}", responses=responses(Unknown))
async def show_mentorship(
    mentorship_id: MentorshipId, caller: Looker, read: OwnReader, response: Response
) -> MentorshipView:
    """One of them."""
    stored = await read.get(Mentorship, mentorship_id)
    if stored is None:
        raise Unknown(Mentorship.KIND, mentorship_id)
    response.headers["ETag"] = etag(stored.revision)
    return seen_by(caller)(stored.state)


@router.post(
    "/{mentorship_id}/approve",
    response_model=MentorshipView,
    responses=responses(Unknown, AnsweredAlready, NoApprovalAsked, AgreementOver, Stale),
)
async def approve_mentorship(mentorship_id: MentorshipId, caller: Coordinator, act: Act) -> Response:
    """Approve as one's organisation's coordinator, where the agreement asks for it; before or after the members."""
    command = Approve(organisation_id=caller.organisation_id, mentorship_id=mentorship_id)
    return await act(approve, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/accept", response_model=MentorshipView, responses=ANSWERED)
async def accept_mentorship(mentorship_id: MentorshipId, body: Acceptance, caller: Coordinator, act: Act) -> Response:
    """Pass on that a member accepts. It starts when all have, and every approval is there."""
    command = Accept(organisation_id=caller.organisation_id, mentorship_id=mentorship_id, person_id=body.person_id)
    return await act(accept, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/decline", response_model=MentorshipView, responses=ANSWERED)
async def decline_mentorship(
    mentorship_id: MentorshipId, caller: Coordinator, act: Act, body: Annotated[Refused, Body()] = Refused()
) -> Response:
    """Pass on that a member says no, or say so as the coordinator. A group may go on without them."""
    command = Decline(
        organisation_id=caller.organisation_id,
        mentorship_id=mentorship_id,
        person_id=body.person_id,
        reason=body.reason,
    )
    return await act(decline, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/pause", response_model=MentorshipView, responses=CHANGED)
async def pause_mentorship(mentorship_id: MentorshipId, caller: Coordinator, act: Act) -> Response:
    """Interrupt it for a while. Its places stay taken."""
    command = Pause(organisation_id=caller.organisation_id, mentorship_id=mentorship_id)
    return await act(pause, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/resume", response_model=MentorshipView, responses=CHANGED)
async def resume_mentorship(mentorship_id: MentorshipId, caller: Coordinator, act: Act) -> Response:
    """Go on after a pause."""
    command = Resume(organisation_id=caller.organisation_id, mentorship_id=mentorship_id)
    return await act(resume, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/complete", response_model=MentorshipView, responses=CHANGED)
async def complete_mentorship(mentorship_id: MentorshipId, caller: Coordinator, act: Act) -> Response:
    """It has come to its planned end; the places are free."""
    command = Complete(organisation_id=caller.organisation_id, mentorship_id=mentorship_id)
    return await act(complete, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post("/{mentorship_id}/end", response_model=MentorshipView, responses=CHANGED)
async def end_mentorship(mentorship_id: MentorshipId, body: Ending, caller: Coordinator, act: Act) -> Response:
    """End it early, with a reason; the places are free."""
    command = End(organisation_id=caller.organisation_id, mentorship_id=mentorship_id, reason=body.reason)
    return await act(end, command, view=seen_by(caller), target=(Mentorship, mentorship_id))


@router.post(
    "/{mentorship_id}/take-into-programme",
    response_model=MentorshipView,
    responses=responses(
        Unknown,
        NotUnderWay,
        NotFromInformalToFormal,
        ProgrammeOver,
        NotEligible,
        NotEnrolled,
        MatchedAlready,
        Stale,
    ),
)
async def take_mentorship_into_programme(
    mentorship_id: MentorshipId, body: OtherProgramme, caller: Coordinator, act: Act
) -> Response:
    """Make an informal mentorship part of a formal programme. It keeps its history and its places."""
    command = TakeIntoProgramme(
        organisation_id=caller.organisation_id, mentorship_id=mentorship_id, programme_id=body.programme_id
    )
    return await act(take_into_programme, command, view=seen_by(caller), target=(Mentorship, mentorship_id))
