"""What the services commit of others' events, seen from outside: a change stream on what each has seen."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

from tests.bench.api.effects import Commanded, Sightings
from tests.bench.api.ground import Ground

PATIENCE = 30.0


@asynccontextmanager
async def sighting(ground: Ground, hearers: Iterable[str]) -> AsyncIterator[Sightings]:
    """Everything that these services commit to `seen` from now on."""
    sightings = Sightings()
    of = {ground.settings.database(name): name for name in hearers}
    pipeline: list[dict[str, Any]] = [
        {"$match": {"ns.coll": "seen", "ns.db": {"$in": list(of)}}},
        {"$project": {"ns.db": 1, "documentKey": 1, "updateDescription.updatedFields.n": 1, "fullDocument.n": 1}},
    ]
    stream = await ground.mongo.watch(pipeline, max_await_time_ms=1000)

    async def look() -> None:
        async for change in stream:
            now = time.perf_counter()
            told = change.get("fullDocument") or change.get("updateDescription", {}).get("updatedFields", {})
            if (sequence := told.get("n")) is not None:
                sightings.saw(of[change["ns"]["db"]], change["documentKey"]["_id"], sequence, now)

    looking = asyncio.create_task(look())
    try:
        yield sightings
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await stream.close()


async def until_all_are_seen(sightings: Sightings, commanded: list[Commanded]) -> list[Commanded]:
    """Those whose effect has not been seen when patience is over: none, if all is well."""
    deadline = time.monotonic() + PATIENCE
    while (lacking := sightings.lacking(commanded)) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    return lacking
