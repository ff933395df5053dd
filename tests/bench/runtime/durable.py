"""Our own way: the service's runtime as `serve` runs it, from the topic to the committed transaction."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from pymongo import ReplaceOne

from services.chassis.mongo.driver import MAJORITY, Database, Document
from services.chassis.relay.publisher import Publisher
from services.chassis.runtime import Runtime
from services.chassis.service import Service
from services.chassis.settings import Settings
from tests.bench.runtime.load import Load

BATCH = 500
PATIENCE = 300


async def publish(settings: Settings, rows: Sequence[Document]) -> None:
    """Put the rows on their topics."""
    publisher = Publisher(settings)
    await publisher.start()
    try:
        for first in range(0, len(rows), 2000):
            left = list(rows[first : first + 2000])
            while left:
                done, error = await publisher.publish(left)
                if error is not None:
                    raise error
                published = set(done)
                left = [row for row in left if row["_id"] not in published]
    finally:
        await publisher.stop()


async def durable(service: Service, settings: Settings, load: Load) -> float:
    """Events a second, from the first batch taken to the last one committed."""
    await publish(settings, load.before)
    first = Runtime(service, settings)
    await first.start()
    await _until_seen(first.database, len(load.before))
    await first.stop()
    await publish(settings, load.timed)
    runtime = Runtime(service, settings)
    watch = _Watch(runtime)
    await runtime.start()
    await _until_seen(runtime.database, len({row["key"] for row in load.before + load.timed}), load)
    rate = watch.rate()
    await runtime.stop()
    return rate


class _Watch:
    """Notes when the writer takes its first batch and when it has committed its last."""

    def __init__(self, runtime: Runtime) -> None:
        self._begun: float | None = None
        self._done = 0.0
        self._records = 0
        submit = runtime.writer.submit_records

        async def timed(works: Sequence[Any]) -> None:
            if not works:
                return
            self._begun = self._begun or time.perf_counter()
            await submit(works)
            self._done = time.perf_counter()
            self._records += len(works)

        runtime.writer.submit_records = timed  # type: ignore[method-assign]

    def rate(self) -> float:
        assert self._begun is not None
        return self._records / (self._done - self._begun)


async def _until_seen(database: Database, sources: int, load: Load | None = None) -> None:
    last = {row["key"]: int(row["headers"]["ce_sequence"]) for row in load.timed} if load else {}
    async with asyncio.timeout(PATIENCE):
        while await database["seen"].count_documents({}) < sources:
            await asyncio.sleep(0.05)
        while load and (await _behind(database, load.topic, last)):
            await asyncio.sleep(0.05)


async def _behind(database: Database, topic: str, last: dict[str, int]) -> bool:
    applied = await database["seen"].aggregate(
        [{"$match": {"_id": {"$regex": f"^{topic}/"}}}, {"$group": {"_id": None, "n": {"$sum": "$n"}}}]
    )
    total = [document["n"] async for document in applied]
    return not total or total[0] < sum(last.values())


async def replaces(database: Database, load: Load) -> float:
    """The limit: the same documents replaced in bulk and nothing else; events a second."""
    documents = {kind: await database[kind].find().to_list(None) for kind in load.kinds}
    events = len(load.timed)
    begun = time.perf_counter()
    for number in range(0, events, BATCH):
        for kind, stored in documents.items():
            part = [stored[(number + place) % len(stored)] for place in range(min(BATCH, events - number))]
            operations = [ReplaceOne({"_id": one["_id"]}, {**one, "version": one["version"] + number}) for one in part]
            collection = database.get_collection(kind, write_concern=MAJORITY)
            await collection.bulk_write(operations, ordered=False)
    return events / (time.perf_counter() - begun)
