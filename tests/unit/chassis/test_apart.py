"""Computing in a child process."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.chassis.apart import Apart, ComputationDied, Tell


def whose(tell: Tell) -> int:
    return os.getpid()


def counted(most: int, tell: Tell) -> str:
    for number in range(most):
        tell(number)
    return "done"


def refused(tell: Tell) -> None:
    raise ValueError("never")


def killed(tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def endless(tell: Tell) -> None:
    tell(os.getpid())
    while True:
        signal.pause()


@pytest_asyncio.fixture
async def apart() -> AsyncIterator[Apart]:
    one = Apart()
    yield one
    one.close()


async def test_it_is_computed_in_one_other_process_that_is_kept(apart: Apart) -> None:
    first, second = await apart.run(whose), await apart.run(whose)
    assert first == second != os.getpid()


async def test_what_it_tells_meanwhile_is_heard_in_order(apart: Apart) -> None:
    heard: list[int] = []
    assert await apart.run(counted, 5, told=heard.append) == "done"
    await asyncio.sleep(0)
    assert heard == [0, 1, 2, 3, 4]


async def test_what_it_raises_is_raised_and_the_process_goes_on(apart: Apart) -> None:
    before = await apart.run(whose)
    with pytest.raises(ValueError, match="never"):
        await apart.run(refused)
    assert await apart.run(whose) == before


async def test_its_death_is_told_and_another_one_takes_its_place(apart: Apart) -> None:
    with pytest.raises(ComputationDied):
        await apart.run(killed)
    assert await apart.run(whose) != os.getpid()


async def test_whoever_is_cancelled_ends_it(apart: Apart) -> None:
    heard: asyncio.Queue[int] = asyncio.Queue()
    waiting = asyncio.create_task(apart.run(endless, told=heard.put_nowait))
    child = await heard.get()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not is_there(child)


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
