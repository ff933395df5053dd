"""What operators see of a service's intake, and how they let it go on when it has stopped."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.chassis.housekeeping.intake_stops import IntakeRuns
from services.chassis.http.acting import CurrentRuntime
from services.chassis.http.held_views import Reason
from services.chassis.http.operator import Operator, acting
from services.chassis.http.problems import responses

LATEST = 20


class StopView(BaseModel):
    """A stop of the intake."""

    stopped_at: datetime
    why: str
    example: str | None = Field(
        description="Which record was the last one before it: its content is with the held records."
    )
    resumed_at: datetime | None = Field(description="Absent: it lasts.")
    resumed_by: str | None = None
    reason: str | None = Field(default=None, description="Why it was let go on.")
    tolerated: int | None = Field(default=None, description="Records that were not judged afterwards.")


class IntakeView(BaseModel):
    """Whether a service takes records from its topics."""

    is_stopped: bool
    why: str | None = None
    stops: list[StopView] = Field(description="The last ones, newest first.")


class Resume(BaseModel):
    """Let the intake go on."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason
    tolerate: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        default=0, description="Do not judge so many records, in each replica: bad ones are held, and nothing stops."
    )


def intake_routes(prefix: str) -> APIRouter:
    """Of one service."""
    router = APIRouter(prefix=f"{prefix}/intake")

    @router.get("")
    async def show_intake(operator: Operator, runtime: CurrentRuntime) -> IntakeView:
        """Whether it takes records, and when and why it stopped."""
        return await _view(runtime)

    @router.post("/resume", responses=responses(IntakeRuns))
    async def resume_intake(operator: Operator, runtime: CurrentRuntime, wanted: Resume) -> IntakeView:
        """Let all replicas go on; the share of bad records is reckoned anew."""
        await runtime.stops.resume(wanted.reason, acting(operator), wanted.tolerate)
        return await _view(runtime)

    return router


async def _view(runtime: CurrentRuntime) -> IntakeView:
    stops = [StopView.model_validate(stop) for stop in await runtime.stops.latest(LATEST)]
    gate = runtime.intake.gate
    return IntakeView(is_stopped=gate.why is not None, why=gate.why, stops=stops)
