"""A service's time, and a sandbox's clock."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.chassis.http.acting import CurrentRuntime
from services.chassis.http.operator import Operator
from services.chassis.http.problems import responses
from services.deciding import Refusal


class NotASandbox(Refusal):
    """Time moves by itself here: only a sandbox's clock may be moved."""


class ClockView(BaseModel):
    """The service's time."""

    now: datetime
    offset_seconds: float


class Advance(BaseModel):
    """How far the sandbox's clock is moved."""

    model_config = ConfigDict(extra="forbid")

    seconds: Annotated[float, Field(ge=0, le=400 * 86_400)]


def clock_routes(prefix: str) -> APIRouter:
    """Of one service."""
    router = APIRouter(prefix=f"{prefix}/clock")

    @router.get("")
    async def show_clock(operator: Operator, runtime: CurrentRuntime) -> ClockView:
        """The time as the service sees it."""
        return _clock(runtime)

    @router.post("/advance", responses=responses(NotASandbox))
    async def advance_clock(operator: Operator, runtime: CurrentRuntime, advance: Advance) -> ClockView:
        """Move a sandbox's clock forward; other replicas follow within a second or two."""
        if not runtime.clock.settable:
            raise NotASandbox("only a sandbox's clock may be moved (MENTORMESH_SANDBOX)")
        await runtime.kept_clock.advance(timedelta(seconds=advance.seconds))
        return _clock(runtime)

    return router


def _clock(runtime: CurrentRuntime) -> ClockView:
    return ClockView(now=runtime.clock.now(), offset_seconds=runtime.clock.offset.total_seconds())
