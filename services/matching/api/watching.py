"""A running cycle as server-sent events: its view whenever it changes, until it is over."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter
from sse_starlette import EventSourceResponse, ServerSentEvent

from mentormesh_contracts.vocabulary import CycleStatus
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.matching.api.callers import CycleId, Looker, OwnDirectory, ProgrammeId
from services.matching.api.cycle_view import CycleView
from services.matching.store.directory import Directory

router = APIRouter(prefix="/programmes/{programme_id}/cycles")
LOOK_EVERY = 0.3
"""Seconds between two looks."""


@router.get("/{cycle_id}/progress", response_class=EventSourceResponse, responses=responses(Unknown))
async def watch_cycle(
    programme_id: ProgrammeId, cycle_id: CycleId, caller: Looker, directory: OwnDirectory
) -> EventSourceResponse:
    """Watch a cycle: an event `cycle` with the cycle as its data at each change; the last one is when it is over."""
    await directory.cycle(programme_id, cycle_id)
    return EventSourceResponse(_changes(directory, programme_id, cycle_id, caller.organisation_id))


async def _changes(
    directory: Directory, programme_id: str, cycle_id: str, organisation_id: str
) -> AsyncIterator[ServerSentEvent]:
    seen = 0
    while True:
        stored = await directory.cycle(programme_id, cycle_id)
        if stored.revision != seen:
            seen = stored.revision
            view = CycleView.of(stored.state, organisation_id)
            yield ServerSentEvent(view.model_dump_json(), event="cycle", id=str(seen))
        if stored.state.public.status is not CycleStatus.RUNNING:
            return
        await asyncio.sleep(LOOK_EVERY)
