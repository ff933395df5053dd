"""Introductions and problems solved: that they happened and when, never who or what."""

from datetime import datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Instant
from services.chassis.http.acting import Act
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import Coordinator, MentorshipId
from services.feedback.domain.record import (
    InTheFuture,
    Occurrence,
    RecordIntroduction,
    RecordProblemSolved,
    record_introduction,
    record_problem_solved,
)
from services.feedback.domain.relationship import MentorshipNotActive

router = APIRouter()


class When(BaseModel):
    """When it happened."""

    model_config = ConfigDict(extra="forbid")

    happened_at: Instant | None = Field(default=None, description="RFC 3339, with an offset; absent: now.")


class OccurrenceView(BaseModel):
    """That it happened."""

    id: str
    mentorship_id: str
    happened_at: datetime

    @classmethod
    def of(cls, occurrence: Occurrence) -> "OccurrenceView":
        """The view of what was recorded."""
        return cls(id=occurrence.id, mentorship_id=occurrence.mentorship_id, happened_at=occurrence.happened_at)


@router.post(
    "/mentorships/{mentorship_id}/introductions",
    status_code=201,
    response_model=OccurrenceView,
    responses=responses(Unknown, MentorshipNotActive, InTheFuture),
)
async def create_introduction(mentorship_id: MentorshipId, body: When, caller: Coordinator, act: Act) -> Response:
    """Note that someone was met through the mentor."""
    command = RecordIntroduction(
        organisation_id=caller.organisation_id, mentorship_id=mentorship_id, happened_at=body.happened_at
    )
    return await act(record_introduction, command, view=OccurrenceView.of, status=201)


@router.post(
    "/mentorships/{mentorship_id}/problems-solved",
    status_code=201,
    response_model=OccurrenceView,
    responses=responses(Unknown, MentorshipNotActive, InTheFuture),
)
async def create_problem_solved(mentorship_id: MentorshipId, body: When, caller: Coordinator, act: Act) -> Response:
    """Note that the two worked out a problem."""
    command = RecordProblemSolved(
        organisation_id=caller.organisation_id, mentorship_id=mentorship_id, happened_at=body.happened_at
    )
    return await act(record_problem_solved, command, view=OccurrenceView.of, status=201)
