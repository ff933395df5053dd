"""What came of a cycle: its pairs, all of them or none, and its audit."""

from typing import Self

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.programmes import Audit
from mentormesh_contracts.vocabulary import Goal
from services.chassis.http.acting import OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.matching.api.callers import CycleId, Looker, OwnDirectory, ProgrammeId
from services.matching.domain.cycles.cycle import NoResultYet
from services.matching.domain.cycles.plan_part import Planned
from services.matching.domain.cycles.publish import CycleAudit
from services.matching.store.planned import page_of_plan

router = APIRouter(prefix="/programmes/{programme_id}/cycles/{cycle_id}")


class PairView(BaseModel):
    """Those whom the cycle brings together: a pair, a group, or two peers."""

    mentorship_id: str = Field(
        description="What is proposed of it. Where the facts did not allow it any more, there is no such mentorship."
    )
    mentor_id: str | None = Field(description="Absent among peers.")
    mentees: list[str] = Field(description="One; the members of a group; or two peers.")
    topic: Goal | None = Field(description="What a group has in common.")
    explanation: Explanation = Field(description="Why these people.")

    @classmethod
    def of(cls, planned: Planned) -> Self:
        """As the organisations of its people see it."""
        return cls(
            mentorship_id=planned.mentorship_id,
            mentor_id=planned.mentor_id,
            mentees=list(planned.seekers),
            topic=planned.topic,
            explanation=planned.explanation,
        )


@router.get("/pairs", responses=responses(Unknown, NoResultYet))
async def list_pairs(
    programme_id: ProgrammeId,
    cycle_id: CycleId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    page: PageQuery,
) -> Page[PairView]:
    """Whom the cycle brings together, as far as people of one's own are among them, in a fixed order."""
    (await directory.cycle(programme_id, cycle_id)).state.insist_result()
    found, cursor = await page_of_plan(read, cycle_id, page)
    return Page(items=[PairView.of(each) for each in found], next=cursor)


@router.get("/audit", responses=responses(Unknown, NoResultYet))
async def show_audit(
    programme_id: ProgrammeId,
    cycle_id: CycleId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    response: Response,
) -> Audit:
    """How good the result is, and for whom. For the programme's own organisation."""
    cycle = (await directory.cycle(programme_id, cycle_id)).state
    if caller.organisation_id not in cycle.organisations():
        raise Unknown(CycleAudit.KIND, cycle_id)
    cycle.insist_result()
    stored = await read.get(CycleAudit, cycle_id)
    if stored is None:
        raise Unknown(CycleAudit.KIND, cycle_id)
    response.headers["ETag"] = etag(stored.revision)
    return stored.state.audit
