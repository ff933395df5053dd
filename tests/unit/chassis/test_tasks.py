"""A loop that meets what nobody foresaw is begun anew, but not for ever."""

import asyncio

import pytest

from services.chassis import tasks
from services.chassis.tasks import ATTEMPTS, Tasks


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "FIRST_PAUSE", 0.0)
    monkeypatch.setattr(tasks, "LONGEST_PAUSE", 0.0)


class Loop:
    """It fails so many times, and goes on then."""

    def __init__(self, failures: int) -> None:
        self.failures, self.begun, self.goes_on = failures, 0, asyncio.Event()

    async def run(self) -> None:
        self.begun += 1
        if self.begun <= self.failures:
            raise RuntimeError("cannot wait on un-acquired lock")
        self.goes_on.set()
        await asyncio.Event().wait()


async def test_it_goes_on_after_an_error_of_a_driver() -> None:
    loop, running = Loop(failures=ATTEMPTS), Tasks("tested")
    running.keep("sweeps", loop.run)
    await asyncio.wait_for(loop.goes_on.wait(), 5)
    assert (loop.begun, running.ended()) == (ATTEMPTS + 1, [])
    await running.cancel("sweeps")
    assert "sweeps" not in running


async def test_after_too_many_in_a_row_it_ends_and_is_told_of() -> None:
    loop, running = Loop(failures=1000), Tasks("tested")
    running.keep("sweeps", loop.run)
    async with asyncio.timeout(5):
        while not running.ended():
            await asyncio.sleep(0)
    assert (loop.begun, running.ended()) == (ATTEMPTS + 1, ["sweeps"])


async def test_one_that_had_run_for_long_is_given_all_its_attempts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "LONG_ENOUGH", -1.0)
    loop, running = Loop(failures=3 * ATTEMPTS), Tasks("tested")
    running.keep("sweeps", loop.run)
    await asyncio.wait_for(loop.goes_on.wait(), 5)
    assert running.ended() == []
    await running.cancel("sweeps")
