"""Rate limits that several processes count together, on a real Valkey that may hang or be gone."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from deploy.local.valkey import ValkeyServer
from services.chassis.http.limits import TRY_AGAIN_SECONDS, RateLimits
from services.chassis.settings import load_settings
from tests.fresh_names import FreshNames


@pytest.fixture
def valkey(own_directory: Path) -> Iterator[ValkeyServer]:
    """One of its own, since it is paused and killed here."""
    server = ValkeyServer(own_directory)
    server.start()
    yield server
    server.stop()


class Time:
    ahead = 0.0

    def __call__(self) -> float:
        return 6_000_000_000 + self.ahead


@pytest.fixture
async def processes(valkey: ValkeyServer, fresh_names: FreshNames) -> AsyncIterator[tuple[RateLimits, RateLimits]]:
    settings = load_settings(redis_url=valkey.url, rate_limit_per_minute=300, namespace=fresh_names.namespace)
    both = RateLimits.of("first", settings, now=Time()), RateLimits.of("second", settings, now=Time())
    yield both
    for limits in both:
        await limits.close()


async def passed(limits: RateLimits, times: int) -> int:
    standings = await asyncio.gather(*(limits.take("org-1") for _ in range(times)))
    return sum(not standing.refused for standing in standings)


async def test_two_processes_keep_one_limit(
    processes: tuple[RateLimits, RateLimits], monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine a server may be slow without being away.
    monkeypatch.setattr("services.chassis.http.counters.PATIENCE_SECONDS", 5.0)
    first, second = processes
    counts = await asyncio.gather(passed(first, 300), passed(second, 300))
    assert sum(counts) == 300


async def test_a_server_that_hangs_costs_a_moment_once_and_is_found_again(
    processes: tuple[RateLimits, RateLimits], valkey: ValkeyServer
) -> None:
    first, _ = processes
    clock = first._now
    assert isinstance(clock, Time)
    assert await passed(first, 10) == 10
    valkey.pause()
    begun = time.monotonic()
    assert await passed(first, 200) == 200
    assert time.monotonic() - begun < 0.5
    valkey.resume()
    clock.ahead += TRY_AGAIN_SECONDS + 1
    await passed(first, 20)
    clock.ahead += 60
    assert await passed(first, 400) == 300


async def test_a_server_that_is_gone_stops_nobody(
    processes: tuple[RateLimits, RateLimits], valkey: ValkeyServer
) -> None:
    valkey.kill()
    assert await passed(processes[0], 400) == 300
