"""How mentorships are doing, and which are at risk."""

from datetime import datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from mentormesh_contracts.vocabulary import MentorshipStatus, RiskReason
from services.chassis.http.acting import OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import MentorshipId, ReaderCaller
from services.feedback.domain.relationship import Relationship

router = APIRouter()


class HealthView(BaseModel):
    """How a mentorship is doing."""

    mentorship_id: str
    programme_id: str
    status: MentorshipStatus
    sessions_held: int
    sessions_missed: int
    last_held_at: datetime | None
    due_by: datetime | None = Field(description="When the next session must have been held; absent: not active.")
    risks: list[RiskReason]

    @classmethod
    def of(cls, relationship: Relationship) -> "HealthView":
        """The view of a mentorship's health."""
        return cls(
            mentorship_id=relationship.id,
            programme_id=relationship.programme_id,
            status=relationship.status,
            sessions_held=relationship.sessions_held,
            sessions_missed=relationship.sessions_missed,
            last_held_at=relationship.last_held_at,
            due_by=relationship.due_by,
            risks=list(relationship.risks),
        )


@router.get("/mentorships/{mentorship_id}/health", responses=responses(Unknown))
async def show_health(
    mentorship_id: MentorshipId, caller: ReaderCaller, read: OwnReader, response: Response
) -> HealthView:
    """How a mentorship is doing that one of your people is in, from its start on."""
    stored = await read.get(Relationship, mentorship_id)
    if stored is None:
        raise Unknown(Relationship.KIND, mentorship_id)
    response.headers["ETag"] = etag(stored.revision)
    return HealthView.of(stored.state)


@router.get("/risks")
async def list_risks(caller: ReaderCaller, read: OwnReader, page: PageQuery) -> Page[HealthView]:
    """Mentorships at risk that your people are in, in the order of change."""
    return await listed(read, Relationship, {"at_risk_in": caller.organisation_id}, page, HealthView.of)
