"""Housekeeping: only while the lease is held, and whatever a sweep comes to, the next one follows."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pymongo.errors import AutoReconnect

from services.chassis.housekeeping.keeper import Keeper
from services.chassis.writer.loop import Stopping


class FakeLease:
    def __init__(self) -> None:
        self.held, self.released = True, False

    async def hold(self) -> bool:
        return self.held

    async def release(self) -> None:
        self.released = True


def keeper_with(*sweeps: Callable[[], Awaitable[bool]]) -> tuple[Keeper, FakeLease]:
    lease: Any = FakeLease()
    return Keeper("tested", lease, sweeps), lease


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_nothing_is_swept_without_the_lease_and_sweeping_stops_when_it_is_lost() -> None:
    swept = 0

    async def endless() -> bool:
        nonlocal swept
        swept += 1
        await asyncio.sleep(0)
        return True

    keeper, _ = keeper_with(endless)
    sweeping = asyncio.create_task(keeper.sweep())
    await settle()
    assert swept == 0
    keeper._note(True)
    await settle()
    keeper._note(False)
    await settle()
    before = swept
    await settle()
    assert 0 < swept == before
    sweeping.cancel()


async def test_a_sweep_that_fails_stops_neither_the_others_nor_the_next(monkeypatch: Any) -> None:
    monkeypatch.setattr("services.chassis.housekeeping.keeper.SWEEP", 0)
    errors: list[Exception] = [AutoReconnect("away"), Stopping(), ValueError("a fault")]
    swept = 0

    async def failing() -> bool:
        if errors:
            raise errors.pop()
        return False

    async def other() -> bool:
        nonlocal swept
        swept += 1
        return False

    keeper, _ = keeper_with(failing, other)
    keeper._note(True)
    sweeping = asyncio.create_task(keeper.sweep())
    await settle()
    assert errors == []
    assert swept >= 4
    assert not sweeping.done()
    sweeping.cancel()


async def test_who_leaves_lets_another_take_over() -> None:
    keeper, lease = keeper_with()
    keeper._note(True)
    await keeper.release()
    assert not keeper.owns.is_set()
    assert lease.released
