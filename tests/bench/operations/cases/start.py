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
from tests.bench.api.processes import resident_bytes
from tests.bench.api.run import Run
from tests.bench.results import Figures
from tests.chaos.ground.replica import Replica
from tests.told_settings import settings_of

LOOK_EVERY = 0.02
TIMES = 3


async def measure(run: Run) -> Figures:
    """Seconds, the median of each service, and the longest of them; memory at its readiness."""
    told = told_to(run.servers, "start")
    await create_topics(settings_of(told))
    rounds = {name: [await _started(run, name, told) for _ in range(int(run.sized(TIMES, 1)))] for name in NAMES}
    medians = {name: round(median(seconds for seconds, _ in found), 2) for name, found in rounds.items()}
    return {
        "start_to_ready_s": max(medians.values()),
        "start_to_ready_by_service": medians,
        "resident_mb": {name: round(max(held for _, held in found) / 1e6) for name, found in rounds.items()},
        "rounds": {name: [seconds for seconds, _ in found] for name, found in rounds.items()},
    }


async def _started(run: Run, name: str, told: dict[str, str]) -> tuple[float, int]:
    """Seconds until it is ready, and the bytes that it holds then."""
    replica = Replica(f"start-{name}", (name,), told, run.directory)
    begun = time.perf_counter()
    await asyncio.to_thread(replica.start)
    try:
        await until_ready(replica, LOOK_EVERY)
        seconds = round(time.perf_counter() - begun, 2)
        assert replica.pid is not None
        return seconds, resident_bytes(replica.pid)
    finally:
        await asyncio.to_thread(replica.stop)
