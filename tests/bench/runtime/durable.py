"""Our own way: the service's runtime as `serve` runs it, from the topic to the committed transaction."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from services.chassis.garbage import spare_the_long_lived
from services.chassis.mongo.driver import Database, Document, aggregated
from services.chassis.observability.tracing.opening import open_tracing
from services.chassis.runtime import Runtime
from services.chassis.service import Service
from services.chassis.settings import Settings
from tests.bench.runtime.publishing import publish

PATIENCE = 300


async def durable(service: Service, settings: Settings, rows: Sequence[Document]) -> float:
    """Events a second, from the first batch taken to the last one committed; `rows` are of one topic.

    With tracing, if the settings say so.
    """
    topic = str(rows[0]["topic"])
    await publish(settings, rows)
    tracing = open_tracing(settings)
    runtime = Runtime(service, settings, tracing=tracing)
    before = await applied(runtime.database, topic)
    spare_the_long_lived()
    watch = _Watch(runtime)
    await runtime.start()
    async with asyncio.timeout(PATIENCE):
        while watch.records < len(rows) or await applied(runtime.database, topic) < before + len(rows):
            await asyncio.sleep(0.05)
    await runtime.stop()
    await tracing.close()
    return watch.rate()


class _Watch:
    """Notes when the writer takes its first batch and when it has committed its last."""

    def __init__(self, runtime: Runtime) -> None:
        self._begun: float | None = None
        self._done = 0.0
        self.records = 0
        submit = runtime.writer.submit_records

        async def timed(works: Sequence[Any]) -> None:
            if not works:
                return
            self._begun = self._begun or time.perf_counter()
            await submit(works)
            self._done = time.perf_counter()
            self.records += len(works)

        runtime.writer.submit_records = timed  # type: ignore[method-assign]

    def rate(self) -> float:
        assert self._begun is not None
        return self.records / (self._done - self._begun)


async def applied(database: Database, topic: str) -> int:
    """How many events of a topic have taken effect: their numbers have no gaps."""
    of_topic = {"$match": {"_id": {"$gte": f"{topic}/", "$lt": f"{topic}0"}}}
    total = await aggregated(database["seen"], [of_topic, {"$group": {"_id": None, "n": {"$sum": "$n"}}}])
    return int(total[0]["n"]) if total else 0
