"""One, two and four replicas of a service in processes of their own, with work spread by key.

The records lie on the topic beforehand, and the intake of all replicas is let go on at once, as an operator does it.
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from mentormesh_contracts import Event
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.service import Service
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from tests.bench.processor import Stopwatch
from tests.bench.results import Figures
from tests.bench.runtime.commits import commits, rate
from tests.bench.runtime.durable import PATIENCE, applied
from tests.bench.runtime.load import Load, people, registered, sessions, started
from tests.bench.runtime.preload import preload
from tests.bench.runtime.publishing import publish
from tests.bench.runtime.replicas import Replica, started_replicas
from tests.bench.runtime.run import Run

COUNTS = (1, 2, 4)
SEED = 3
Hold = Callable[[Sequence[int]], AbstractContextManager[object]]
"""What is done to the processes of the replicas while they are timed, by their ids."""


@dataclass(frozen=True)
class Work:
    """What the replicas are given. The first events are put in beforehand."""

    name: str
    service: Service
    load: Load
    first: Callable[[int], Event]


async def scale(run: Run) -> Figures:
    """Against one replica; and how often two of them met at one document."""
    across = Work("_across", FEEDBACK, sessions(run.aggregates, run.events, SEED), started)
    figures: Figures = {"scale": []}
    for work in (by_key(run), across):
        rows = [await measured(run, work, count) for count in COUNTS]
        figures["scale"] += rows
        for row in rows:
            figures[f"conflicts{work.name}_{row['replicas']}"] = row["conflicts"]
        for row in rows[1:]:
            figures[f"scale{work.name}_{row['replicas']}"] = round(row["per_s"] / rows[0]["per_s"], 2)
    return figures | {"cores": len(os.sched_getaffinity(0))}


def by_key(run: Run) -> Work:
    """Each event changes one aggregate, that of its key."""
    load = people(run.aggregates, run.events, SEED)
    return Work("", MATCHING, load, lambda number: registered(number, SEED))


async def measured(
    run: Run, work: Work, count: int, *, number: int = 1, hold: Hold = lambda _: nullcontext()
) -> Figures:
    """So many replicas; `number` tells several times of the same apart."""
    run.say(f"{work.load.name}, replicas: {count}")
    settings = await run.settings(f"scale-{work.service.name}-{count}-{number}")
    client = connect(settings)
    database = client[settings.database(work.service.name)]
    await create_indexes(database, settings, work.service.all_kinds, work.service.indexes)
    await preload(work.service, database, _firsts(work, run.aggregates))
    await database["intake_stops"].insert_one(_stop())
    async with started_replicas(run, work.service.name, settings.namespace, count) as replicas:
        await publish(settings, work.load.timed)
        with hold([replica.pid for replica in replicas]):
            figures = await _timed(run, work, database, replicas)
    await client.drop_database(database.name)
    await close(client)
    return {"handler": work.load.name, "replicas": count, **figures}


def _firsts(work: Work, aggregates: int) -> Iterable[Event]:
    return (work.first(number) for number in range(aggregates))


def _stop() -> Figures:
    return {"_id": "bench", "stopped_at": datetime.now(UTC), "why": "a race", "example": None, "resumed_at": None}


async def _timed(run: Run, work: Work, database: Database, replicas: list[Replica]) -> Figures:
    before = await applied(database, work.load.topic)
    since = (await database.command("ping"))["operationTime"]
    pids = {f"replica {number}": replica.pid for number, replica in enumerate(replicas, 1)}
    cpu = Stopwatch(pids | run.processes())
    gone = datetime.now(UTC)
    over = {"resumed_at": gone, "resumed_by": "bench", "reason": "go", "tolerated": 0}
    await database["intake_stops"].update_one({"_id": "bench"}, {"$set": over})
    async with asyncio.timeout(PATIENCE):
        while await applied(database, work.load.topic) < before + run.events:
            await asyncio.sleep(0.25)
    seconds = cpu.seconds()
    done = await commits(database, since)
    return {
        "per_s": round(rate(done)),
        "whole_per_s": round(run.events / (done[-1].at - gone).total_seconds(), 1),
        "seconds": round((done[-1].at - done[0].at).total_seconds(), 2),
        "batches": len(done),
        "cpu_s": _cpu(seconds),
        **await _told(replicas, work.service.name),
    }


def _cpu(seconds: dict[str, float]) -> dict[str, float]:
    replicas = sum(taken for name, taken in seconds.items() if name.startswith("replica"))
    return {"replicas": round(replicas, 2), **{name: seconds[name] for name in ("mongod", "broker") if name in seconds}}


async def _told(replicas: list[Replica], service: str) -> Figures:
    async with httpx.AsyncClient() as client:
        conflicts = [await each.counted(client, "mentormesh_conflicts_total", service=service) for each in replicas]
        records = [
            await each.counted(client, "mentormesh_records_total", service=service, outcome="applied")
            for each in replicas
        ]
    return {"conflicts": round(sum(conflicts)), "applied_by": [round(each) for each in records]}
