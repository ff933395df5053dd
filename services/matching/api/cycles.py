"""Cycles: started and watched, in one programme or in all of one's own."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Count
from mentormesh_contracts.vocabulary import CycleStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.matching.api.callers import Coordinator, CycleId, Looker, OwnDirectory, ProgrammeId
from services.matching.api.cycle_view import CycleView
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.start import CycleRunning, NotMatchedInCycles, StartCycle, start_cycle
from services.matching.domain.programmes.programme import ProgrammeOver

router = APIRouter(prefix="/programmes/{programme_id}/cycles")
of_all_programmes = APIRouter(prefix="/cycles")
Status = Annotated[CycleStatus | None, Query(description="Only those that stand so.")]


class NewCycle(BaseModel):
    """How the cohort is to be matched, beside the policy."""

    model_config = ConfigDict(extra="forbid")

    seed: Count = Field(default=0, description="From it come the choices that the rules leave to chance.")


@router.post(
    "",
    status_code=202,
    response_model=CycleView,
    responses=responses(Unknown, ProgrammeOver, NotMatchedInCycles, CycleRunning),
)
async def start_a_cycle(
    programme_id: ProgrammeId, caller: Coordinator, act: Act, body: Annotated[NewCycle, Body()] = NewCycle()
) -> Response:
    """Match the cohort. The answer is the running cycle: watch it at its Location until it is completed."""
    command = StartCycle(organisation_id=caller.organisation_id, programme_id=programme_id, seed=body.seed)
    return await act(
        start_cycle,
        command,
        view=lambda cycle: CycleView.of(cycle, caller.organisation_id),
        status=202,
        location=lambda cycle: f"/v1/programmes/{programme_id}/cycles/{cycle.id}",
    )


@router.get("", responses=responses(Unknown))
async def list_cycles(
    programme_id: ProgrammeId, caller: Looker, directory: OwnDirectory, page: PageQuery, status: Status = None
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


@of_all_programmes.get("")
async def list_all_cycles(caller: Looker, read: OwnReader, page: PageQuery, status: Status = None) -> Page[CycleView]:
    """Cycles of all of one's own programmes, in the order of their last change."""
    return await listed(
        read, Cycle, {"status": status}, page, lambda cycle: CycleView.of(cycle, caller.organisation_id)
    )
