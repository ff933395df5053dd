"""From the start of a process to its readiness, each service by itself.

The same namespace three times, so that the first start also makes the indexes. Joining the consumer group is a part of
it: on the embedded broker half the session timeout, whatever the service does.
"""

import asyncio
import time
from statistics import median

from cli.services import NAMES
from services.chassis.kafka.topics import create_topics
from tests.bench.api.ground import told_to, until_ready
from tests.bench.api.run import Run
from tests.bench.results import Figures
from tests.chaos.ground.replica import Replica
from tests.told_settings import settings_of

LOOK_EVERY = 0.02
TIMES = 3


async def measure(run: Run) -> Figures:
    """Seconds, the median of each service, and the longest of them."""
    told = told_to(run.servers, "start")
    await create_topics(settings_of(told))
    rounds = {name: [await _seconds(run, name, told) for _ in range(int(run.sized(TIMES, 1)))] for name in NAMES}
    medians = {name: round(median(taken), 2) for name, taken in rounds.items()}
    return {"start_to_ready_s": max(medians.values()), "start_to_ready_by_service": medians, "rounds": rounds}


async def _seconds(run: Run, name: str, told: dict[str, str]) -> float:
    replica = Replica(f"start-{name}", (name,), told, run.directory)
    begun = time.perf_counter()
    await asyncio.to_thread(replica.start)
    try:
        await until_ready(replica, LOOK_EVERY)
        return round(time.perf_counter() - begun, 2)
    finally:
        await asyncio.to_thread(replica.stop)
