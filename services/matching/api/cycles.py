"""Cycles: started, watched, and what they say to those they left out."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.programmes import Cycle as PublicCycle
from mentormesh_contracts.vocabulary import Constraint, CycleStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, CycleId, Looker, OwnDirectory, ProgrammeId
from services.matching.domain.cycles.cycle import Cycle, Progress
from services.matching.domain.cycles.left_out import LeftOut
from services.matching.domain.cycles.start import CycleRunning, NotMatchedInCycles, StartCycle, start_cycle
from services.matching.domain.programmes.programme import ProgrammeOver
from services.matching.domain.rules.pair import CONFIDENTIAL

router = APIRouter(prefix="/programmes/{programme_id}/cycles")
OWN_SECRET = CONFIDENTIAL - {Constraint.SCREENING}


class UnmatchedView(BaseModel):
    """How many were left out for one binding reason."""

    constraint: Constraint | None = Field(description="Absent: confidential reasons, taken together.")
    people: int


class TotalsView(BaseModel):
    """What came of a cycle."""

    considered: int = Field(description="People who looked for a mentorship.")
    matched: int
    proposals: int
    total_score: float
    unmatched: list[UnmatchedView]

    @classmethod
    def of(cls, cycle: PublicCycle) -> Self:
        """Reasons that may be somebody's secret are taken together."""
        told = [each for each in cycle.unmatched if each.constraint not in OWN_SECRET]
        kept = sum(each.people for each in cycle.unmatched if each.constraint in OWN_SECRET)
        unmatched = [UnmatchedView(constraint=each.constraint, people=each.people) for each in told]
        return cls(
            considered=cycle.considered,
            matched=cycle.matched,
            proposals=cycle.proposals,
            total_score=cycle.total_score,
            unmatched=[*unmatched, *([UnmatchedView(constraint=None, people=kept)] if kept else [])],
        )


class CycleView(BaseModel):
    """A cycle. Progress and totals are for the programme's own organisation."""

    id: str
    programme_id: str
    policy_version: int
    status: CycleStatus
    started_at: Instant
    ended_at: Instant | None
    progress: Progress | None = None
    totals: TotalsView | None = None

    @classmethod
    def of(cls, cycle: Cycle, organisation_id: str) -> Self:
        """As that organisation sees it."""
        public = cycle.public
        is_own = organisation_id == public.organisation_id
        return cls(
            id=cycle.id,
            programme_id=public.programme_id,
            policy_version=public.policy_version,
            status=public.status,
            started_at=public.started_at,
            ended_at=public.ended_at,
            progress=cycle.progress if is_own else None,
            totals=TotalsView.of(public) if is_own and public.status is CycleStatus.COMPLETED else None,
        )


class LeftOutView(BaseModel):
    """Why one's own person was left out."""

    person_id: str
    cycle_id: str
    reason: Constraint | None = Field(description="What has to change first; absent: it is confidential.")
    explanation: str = Field(description="The reason in words.")
    ruled_out: dict[Constraint, int] = Field(
        description="Candidates by the first constraint that forbade each, or by what the eligible ones lacked."
    )
    confidential: int = Field(description="Candidates who were ruled out for a reason that may be their secret.")

    @classmethod
    def of(cls, left_out: LeftOut) -> Self:
        """Without what may be the other side's secret. One's own screening is known to one's coordinators."""
        reason = left_out.reason
        is_secret = reason.binding in OWN_SECRET
        return cls(
            person_id=reason.person_id,
            cycle_id=left_out.cycle_id,
            reason=None if is_secret else reason.binding,
            explanation="The reason is confidential." if is_secret else reason.binding.definition,
            ruled_out={each: count for each, count in reason.ruled_out.items() if each not in CONFIDENTIAL},
            confidential=sum(count for each, count in reason.ruled_out.items() if each in CONFIDENTIAL),
        )


@router.post(
    "",
    status_code=202,
    response_model=CycleView,
    responses=responses(Unknown, ProgrammeOver, NotMatchedInCycles, CycleRunning),
)
async def start_a_cycle(programme_id: ProgrammeId, caller: Coordinator, act: Act) -> Response:
    """Match the cohort. The answer is the running cycle: watch it at its Location until it is completed."""
    command = StartCycle(organisation_id=caller.organisation_id, programme_id=programme_id)
    return await act(
        start_cycle,
        command,
        view=lambda cycle: CycleView.of(cycle, caller.organisation_id),
        status=202,
        location=lambda cycle: f"/v1/programmes/{programme_id}/cycles/{cycle.id}",
    )


@router.get("", responses=responses(Unknown))
async def list_cycles(
    programme_id: ProgrammeId,
    caller: Looker,
    directory: OwnDirectory,
    page: PageQuery,
    status: Annotated[CycleStatus | None, Query(description="Only those that stand so.")] = None,
) -> Page[CycleView]:
    """Cycles of a programme, in the order of their last change."""
    await directory.programme(programme_id)

    def view(cycle: Cycle) -> CycleView:
        return CycleView.of(cycle, caller.organisation_id)

    return await listed(directory.read, Cycle, {"programme_id": programme_id, "status": status}, page, view)


@router.get("/{cycle_id}", responses=responses(Unknown))
async def show_cycle(
    programme_id: ProgrammeId, cycle_id: CycleId, caller: Looker, directory: OwnDirectory, response: Response
) -> CycleView:
    """One of them."""
    stored = await directory.cycle(programme_id, cycle_id)
    response.headers["ETag"] = etag(stored.revision)
    return CycleView.of(stored.state, caller.organisation_id)


@router.get("/{cycle_id}/left-out", responses=responses(Unknown))
async def list_left_out(
    programme_id: ProgrammeId,
    cycle_id: CycleId,
    caller: Looker,
    directory: OwnDirectory,
    read: OwnReader,
    page: PageQuery,
) -> Page[LeftOutView]:
    """One's own people whom the cycle left out, each with the reason."""
    await directory.cycle(programme_id, cycle_id)
    return await listed(read, LeftOut, {"programme_id": programme_id, "cycle_id": cycle_id}, page, LeftOutView.of)
