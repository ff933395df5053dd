"""What operators do with any service over HTTP: look after held records, and set a sandbox's clock."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.vocabulary import HeldBack, Scope
from services.chassis.housekeeping.held_records import HeldRecords, NotTheHead
from services.chassis.http.acting import CurrentRuntime
from services.chassis.http.caller import Caller, caller_with
from services.chassis.http.listing import cursor_at, place_of
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.chassis.mongo.driver import Document
from services.deciding import Refusal, Unknown

Operator = Annotated[Caller, Depends(caller_with(Scope.OPERATE))]
HeldId = Annotated[str, Field(min_length=1, max_length=600)]


class NotASandbox(Refusal):
    """Time moves by itself here: only a sandbox's clock may be moved."""


class HeldRecordView(BaseModel):
    """A record that was taken out of its stream."""

    id: str
    state: str = Field(description="dead, parked or discarded.")
    reason: HeldBack
    why: str
    attempts: int
    due: datetime | None = Field(description="When it is tried again by itself; absent: not by itself.")
    held_at: datetime
    topic: str
    partition: int
    offset: int
    type: str | None
    sequence: int | None


class HeldRecordWhole(HeldRecordView):
    """The same with its content."""

    headers: dict[str, str]
    body: str | None


class Chosen(BaseModel):
    """Which held record is meant."""

    model_config = ConfigDict(extra="forbid")

    id: HeldId


class Discarded(Chosen):
    """Which is given up, and why."""

    reason: Annotated[str, Field(min_length=3, max_length=500)]


class ClockView(BaseModel):
    """The service's time."""

    now: datetime
    offset_seconds: float


class Advance(BaseModel):
    """How far the sandbox's clock is moved."""

    model_config = ConfigDict(extra="forbid")

    seconds: Annotated[float, Field(ge=0, le=400 * 86_400)]


def operations_router(name: str) -> APIRouter:
    """The operators' routes of one service."""
    router = APIRouter(prefix=f"/v1/operations/{name}")

    @router.get("/held-records")
    async def list_held_records(
        operator: Operator,
        runtime: CurrentRuntime,
        page: PageQuery,
        state: Annotated[str | None, Query(pattern="^(dead|parked|discarded)$")] = None,
    ) -> Page[HeldRecordView]:
        """Dead letters and parked records, oldest first."""
        rows, more = await _held(runtime).page(state, page.limit, place_of(page), page.updated_since)
        last = (rows[-1]["held_at"], rows[-1]["_id"]) if more else None
        return Page(items=[HeldRecordView.model_validate(_view(row)) for row in rows], next=cursor_at(last))

    @router.get("/held-records/one", responses=responses(Unknown))
    async def show_held_record(
        operator: Operator, runtime: CurrentRuntime, id: Annotated[str, Query(min_length=1, max_length=600)]
    ) -> HeldRecordWhole:
        """One of them with its headers and its body."""
        row = await _held(runtime).get(id)
        headers = {name: bytes(value).decode("utf-8", "replace") for name, value in row["headers"]}
        body = bytes(row["body"]).decode("utf-8", "replace") if row["body"] is not None else None
        return HeldRecordWhole.model_validate(_view(row) | {"headers": headers, "body": body})

    @router.post("/held-records/redrive", status_code=202, responses=responses(Unknown))
    async def redrive_held_record(operator: Operator, runtime: CurrentRuntime, chosen: Chosen) -> HeldRecordView:
        """Try it again now; those behind it of the same key follow in order."""
        return HeldRecordView.model_validate(_view(await _held(runtime).redrive(chosen.id)))

    @router.post("/held-records/discard", responses=responses(Unknown, NotTheHead))
    async def discard_held_record(operator: Operator, runtime: CurrentRuntime, given_up: Discarded) -> HeldRecordView:
        """Give it up, with a reason; those behind it go on. What it would have changed stays unchanged."""
        row = await _held(runtime).discard(given_up.id, given_up.reason, operator.actor or operator.key_id)
        return HeldRecordView.model_validate(_view(row))

    @router.get("/clock")
    async def show_clock(operator: Operator, runtime: CurrentRuntime) -> ClockView:
        """The time as the service sees it."""
        return _clock(runtime)

    @router.post("/clock/advance", responses=responses(NotASandbox))
    async def advance_clock(operator: Operator, runtime: CurrentRuntime, advance: Advance) -> ClockView:
        """Move a sandbox's clock forward; other replicas follow within a second or two."""
        if not runtime.clock.settable:
            raise NotASandbox("only a sandbox's clock may be moved (MENTORMESH_SANDBOX)")
        await runtime.advance_clock(timedelta(seconds=advance.seconds))
        return _clock(runtime)

    return router


def _held(runtime: Any) -> HeldRecords:
    return HeldRecords(runtime.database, runtime.writer, runtime.clock.now)


def _clock(runtime: Any) -> ClockView:
    return ClockView(now=runtime.clock.now(), offset_seconds=runtime.clock.offset.total_seconds())


def _view(row: Document) -> dict[str, Any]:
    return {"type": None, "sequence": None, **row, "id": row["_id"]}
