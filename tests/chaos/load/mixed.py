"""The mixture: many who act at once, until enough has happened."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from tests.chaos.load.acts import matching, meeting, partnership, reflecting, repeating
from tests.chaos.load.acts.cycles import run_a_cycle
from tests.chaos.load.door import Refused
from tests.chaos.load.rosters import Roster
from tests.chaos.load.strangers import Strangers
from tests.chaos.load.world import Organisation, World

Act = Callable[[World], Awaitable[None]]
AT_ONCE = 24
MALFORMED_EVERY, COPY_EVERY, CYCLE_EVERY, PARTNERS_EVERY = 1.0, 0.4, 15.0, 2.0
"""Seconds between two of each."""
LONG_WAIT = 300.0
WEIGHTS: dict[Act, int] = {
    matching.ask_for_a_mentor: 10,
    matching.answer_a_proposal: 12,
    matching.pause_or_go_on: 4,
    matching.finish: 2,
    meeting.plan: 14,
    meeting.propose_and_book: 4,
    meeting.move_or_call_off: 6,
    meeting.hold: 14,
    meeting.note_busy: 3,
    reflecting.set_a_goal: 16,
    reflecting.close_a_goal: 10,
    reflecting.record: 6,
    reflecting.look_back: 16,
    repeating.ask_once_more: 8,
}


class Mixture:
    """Everybody who acts. `stop` lets each finish what they are at."""

    def __init__(
        self, world: World, strangers: Strangers, lonely: list[Organisation], rosters: list[Roster], pace: float
    ) -> None:
        """`pace`: seconds between two rosters of a kind."""
        self._world, self._strangers, self._lonely, self._rosters = world, strangers, lonely, rosters
        self._pace = pace
        self._is_over = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Let them act."""
        loops = [
            *(self._live() for _ in range(AT_ONCE)),
            *(self._bring(roster) for roster in self._rosters),
            self._every(MALFORMED_EVERY, lambda: self._strangers.put_something(malformed=True)),
            self._every(COPY_EVERY, lambda: self._strangers.put_something(malformed=False)),
            self._every(PARTNERS_EVERY, self._agree),
            self._every(CYCLE_EVERY, self._match),
        ]
        self._tasks = [asyncio.create_task(loop) for loop in loops]

    def check(self) -> None:
        """Raises what ended one of them."""
        for task in self._tasks:
            if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                raise error

    async def stop(self, patience: float = LONG_WAIT) -> None:
        """Let each finish; whoever has no answer after so many seconds is noted as never answered."""
        self._is_over.set()
        done, late = await asyncio.wait(self._tasks, timeout=patience)
        door = self._world.door
        for correlation, asked in door.under_way.items():
            self._world.ledger.unanswered(asked, correlation, door.last_said.get(correlation, "nothing"))
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self._strangers.close()
        for task in done:
            task.result()

    async def _live(self) -> None:
        acts, weights = list(WEIGHTS), list(WEIGHTS.values())
        while not self._is_over.is_set():
            act = self._world.dice.choices(acts, weights)[0]
            before = self._world.door.sent
            with suppress(Refused):
                await act(self._world)
            if self._world.door.sent == before:
                await asyncio.sleep(0.02)

    async def _bring(self, roster: Roster) -> None:
        while not self._is_over.is_set():
            begun = time.monotonic()
            with suppress(Refused):
                await roster.send(self._world)
            await self._pause(self._pace - (time.monotonic() - begun))

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        while not self._is_over.is_set():
            with suppress(Refused):
                await act()
            await self._pause(seconds * self._world.dice.uniform(0.5, 1.5))

    async def _agree(self) -> None:
        await partnership.agree_and_part(self._world, self._lonely)
        await partnership.change_a_zone(self._world, self._lonely)
        await partnership.turn_a_key(self._world)

    async def _match(self) -> None:
        formal = [each for each in self._world.programmes if each.kind == "formal"]
        await run_a_cycle(self._world, self._world.dice.choice(formal))

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._is_over.wait()
