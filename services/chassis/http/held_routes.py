"""What operators do with records that were taken out of their streams."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.housekeeping.held_filter import HeldFilter
from services.chassis.housekeeping.held_records import HeldRecords, NotTheHead
from services.chassis.housekeeping.held_story import story_of
from services.chassis.housekeeping.passing_over import NoGap, PassingOver
from services.chassis.housekeeping.redriving import AlreadyDiscarded, Redriving
from services.chassis.http.acting import CurrentRuntime
from services.chassis.http.faults import Busy, CursorMalformed
from services.chassis.http.held_views import (
    AggregateId,
    Chosen,
    Discarded,
    HeldCount,
    HeldCounts,
    HeldRecordView,
    HeldRecordWhole,
    Missing,
    RedriveMany,
    RedrivenMany,
    RedrivenView,
    TopicName,
    TypeName,
)
from services.chassis.http.listing import cursor_at, place_of
from services.chassis.http.operator import Operator, acting
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.chassis.writer.work import PassedOver
from services.deciding import Unknown

SHOWN_BYTES = 10_000


def held_routes(prefix: str) -> APIRouter:
    """Of one service."""
    router = APIRouter(prefix=f"{prefix}/held-records")

    @router.get("")
    async def list_held_records(
        operator: Operator,
        runtime: CurrentRuntime,
        page: PageQuery,
        state: Literal["dead", "parked", "discarded"] | None = None,
        reason: HeldBack | None = None,
        topic: Annotated[TopicName | None, Query()] = None,
        type: Annotated[TypeName | None, Query()] = None,
        aggregate: Annotated[AggregateId | None, Query(description="Only those about it.")] = None,
    ) -> Page[HeldRecordView]:
        """Dead letters, parked and given up records, oldest first."""
        which = HeldFilter((state,) if state else (), reason, topic, type, aggregate)
        rows, more = await _held(runtime).page(which, page.limit, place_of(page), page.updated_since)
        last = (rows[-1]["held_at"], rows[-1]["_id"]) if more else None
        return Page(items=[HeldRecordView.of(row) for row in rows], next=cursor_at(last))

    @router.get("/counts")
    async def count_held_records(operator: Operator, runtime: CurrentRuntime) -> HeldCounts:
        """How many are held, by state, topic and reason, and since when."""
        counts = await runtime.held_measures.counts()
        return HeldCounts(items=[HeldCount.model_validate(count) for count in counts])

    @router.get("/one", responses=responses(Unknown))
    async def show_held_record(
        operator: Operator,
        runtime: CurrentRuntime,
        id: Annotated[str, Query(min_length=1, max_length=600)],
        body_bytes: Annotated[int, Query(ge=0, le=1_000_000, description="Of the body, at most.")] = SHOWN_BYTES,
    ) -> HeldRecordWhole:
        """One of them with its content, what waits for it, and what to do."""
        return HeldRecordWhole.telling(await story_of(_held(runtime), id), body_bytes)

    @router.post("/redrive", status_code=202, responses=responses(Unknown, AlreadyDiscarded, Busy))
    async def redrive_held_record(operator: Operator, runtime: CurrentRuntime, chosen: Chosen) -> RedrivenView:
        """Try it again now, with those parked of the same key, in order."""
        return RedrivenView.became(*await Redriving(_held(runtime)).one(chosen.id))

    @router.post("/redrive-many", status_code=202, responses=responses(CursorMalformed, Busy))
    async def redrive_held_records(operator: Operator, runtime: CurrentRuntime, wanted: RedriveMany) -> RedrivenMany:
        """Try many again, each key in its order; ask again with `next` until there is none."""
        redriving = Redriving(_held(runtime))
        return RedrivenMany.of(await redriving.many(wanted.which(), wanted.limit, wanted.place(), dry=wanted.dry_run))

    @router.post("/discard", responses=responses(Unknown, NotTheHead, Busy))
    async def discard_held_record(operator: Operator, runtime: CurrentRuntime, given_up: Discarded) -> HeldRecordView:
        """Give it up, with a reason; those behind it go on. What it would have changed stays unchanged."""
        return HeldRecordView.of(await _held(runtime).discard(given_up.id, given_up.reason, acting(operator)))

    @router.post("/pass-over", responses=responses(Unknown, NoGap, NotTheHead, Busy))
    async def pass_over_missing(operator: Operator, runtime: CurrentRuntime, missing: Missing) -> HeldRecordView:
        """Let a parked record go on without the numbers before it that never come; one that does has no effect."""
        without = PassedOver(missing.last_applied, missing.reason, acting(operator))
        return HeldRecordView.of(await PassingOver(_held(runtime)).before(missing.id, without))

    return router


def _held(runtime: CurrentRuntime) -> HeldRecords:
    return HeldRecords(runtime.database, runtime.writer, runtime.clock.now, runtime.service.listens_to)
