"""Measures are taken by the owner alone, and nothing of a service stands still when one fails."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import Gauge

from services.chassis.housekeeping import measuring
from services.chassis.housekeeping.measuring import Measure, Measuring

pytestmark = pytest.mark.asyncio
RUNTIME: Any = SimpleNamespace(name="measured")


@pytest.fixture
def gauge() -> Gauge:
    return Gauge("waiting", "…", ("service",), registry=None)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "EVERY", 0.01)
    monkeypatch.setattr(measuring, "LOOK_FOR_LOSS", 0.001)


def is_shown(gauge: Gauge) -> bool:
    return any(family.samples for family in gauge.collect())


def showing(gauge: Gauge) -> Measure:
    async def look(_: Any) -> None:
        gauge.labels("measured").set(1)

    return Measure(look, (gauge,))


async def test_only_the_owner_shows_and_whoever_is_it_no_longer_shows_nothing(gauge: Gauge) -> None:
    owns = asyncio.Event()
    running = asyncio.create_task(Measuring(RUNTIME, (showing(gauge),)).run(owns))
    await asyncio.sleep(0.03)
    assert not is_shown(gauge)
    owns.set()
    await until(lambda: is_shown(gauge))
    owns.clear()
    await until(lambda: not is_shown(gauge))
    owns.set()
    await until(lambda: is_shown(gauge))
    running.cancel()


async def test_a_measure_that_fails_keeps_no_other_from_being_taken(gauge: Gauge) -> None:
    async def fails(_: Any) -> None:
        raise RuntimeError("cannot be looked up")

    owns = asyncio.Event()
    owns.set()
    running = asyncio.create_task(Measuring(RUNTIME, (Measure(fails, ()), showing(gauge))).run(owns))
    await until(lambda: is_shown(gauge))
    assert not running.done()
    running.cancel()


async def test_a_long_look_is_followed_by_a_longer_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    async def look(_: Any) -> None:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0.02)

    owns = asyncio.Event()
    owns.set()
    running = asyncio.create_task(Measuring(RUNTIME, (Measure(look, ()),)).run(owns))
    await asyncio.sleep(0.3)
    running.cancel()
    assert looks == 1


async def until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.001)
