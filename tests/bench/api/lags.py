"""What services say of themselves while they work: how far they are behind."""

import asyncio
import time
from dataclasses import dataclass, field

from cli.demo.measures.exposition import Exposition
from tests.bench.api.ground import Ground
from tests.bench.api.processes import resident_bytes

PATIENCE = 120.0
METRICS = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def metrics_of(ground: Ground, name: str) -> Exposition:
    """All that a service measures of itself now. Raises RuntimeError if it does not say."""
    received = await ground.http[name].ask(METRICS)
    if received is None:
        raise RuntimeError(f"{name} does not tell its metrics")
    return Exposition.of(received.body.decode())


async def until_published(ground: Ground) -> float:
    """Until every outbox is empty; the seconds that it took. Raises TimeoutError."""
    begun = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        for name in ground.replicas:
            outbox = ground.mongo[ground.settings.database(name)]["outbox"]
            while await outbox.find_one({"pending": True}) is not None:
                await asyncio.sleep(0.05)
    return time.monotonic() - begun


@dataclass
class Observed:
    """Samples by the second."""

    lag_events: list[tuple[float, float]] = field(default_factory=list)
    """Of all consumers together."""
    lag_seconds: list[tuple[float, float]] = field(default_factory=list)
    """Of whoever is furthest behind."""
    outbox_age: list[tuple[float, float]] = field(default_factory=list)
    memory: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """Bytes of each service."""


async def observe(ground: Ground, observed: Observed, every: float) -> None:
    """Take samples until cancelled."""
    begun = time.monotonic()
    pids = ground.services()
    while True:
        now = time.monotonic() - begun
        told = [await metrics_of(ground, name) for name in ground.replicas]
        observed.lag_events.append((now, sum(each.total("mentormesh_consumer_lag_events") for each in told)))
        observed.lag_seconds.append((now, max(each.largest("mentormesh_consumer_lag_seconds") for each in told)))
        observed.outbox_age.append((now, max(each.largest("mentormesh_outbox_age_seconds") for each in told)))
        for name, pid in pids.items():
            observed.memory.setdefault(name, []).append((now, float(resident_bytes(pid))))
        await asyncio.sleep(every)
