"""Reports: what came of a mentorship, or of all of them."""

from typing import Annotated

from fastapi import APIRouter, Query

from mentormesh_contracts.fact import Identifier
from services.chassis.http.acting import OwnReader
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import MentorshipId, ReaderCaller
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.report import (
    MentorshipReport,
    OrganisationReport,
    report_mentorship,
    report_organisation,
)
from services.feedback.store import followed_mentorships

router = APIRouter()


@router.get("/mentorships/{mentorship_id}/report", responses=responses(Unknown))
async def show_mentorship_report(
    mentorship_id: MentorshipId, caller: ReaderCaller, read: OwnReader
) -> MentorshipReport:
    """What came of a mentorship. A partner's answers are added up from five on, and only while it is active."""
    relationship = await read.get(Relationship, mentorship_id)
    if relationship is None:
        raise Unknown(Relationship.KIND, mentorship_id)
    outcomes = await read.get(Outcomes, mentorship_id)
    return report_mentorship(caller.organisation_id, relationship.state, outcomes.state if outcomes else None)


@router.get("/reports")
async def show_report(
    caller: ReaderCaller, read: OwnReader, programme_id: Annotated[Identifier | None, Query()] = None
) -> OrganisationReport:
    """What came of the mentorships that your people are in: in one programme, or in all. Own answers only."""
    followed = await followed_mentorships(read, programme_id)
    return report_organisation(caller.organisation_id, programme_id, followed)
