"""The progress of a cycle is written down as it changes, and a sign of life even when it does not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from services.chassis.internal import carry_out
from services.chassis.runtime import Runtime
from services.deciding import Refusal
from services.matching.cycle_work.alive import SIGN_OF_LIFE, meanwhile
from services.matching.domain.cycles.cycle import Cycle, Phase, Progress
from services.matching.domain.cycles.work import NoteProgress, note_progress

AT_MOST_EVERY = 0.2
"""Seconds."""


class Reporting:
    """How far a cycle has come, for whoever watches it."""

    def __init__(self, runtime: Runtime, cycle: Cycle) -> None:
        self._runtime = runtime
        self._cycle = cycle
        self._changed = asyncio.Event()
        self.progress = Progress()

    def note(self, **changed: Any) -> None:
        """It is written soon."""
        self.progress = self.progress.model_copy(update=changed)
        self._changed.set()

    def hear(self, phase: str) -> None:
        """What the engine tells of itself; what watchers have no word for stays unsaid."""
        with suppress(ValueError):
            self.note(phase=Phase(phase))

    async def write(self) -> None:
        """Now. Raises Unknown, CycleOver or WorkedOnByAnother."""
        self._changed.clear()
        command = NoteProgress(cycle_id=self._cycle.id, worker=self._runtime.owner, progress=self.progress)
        await carry_out(self._runtime, note_progress, command, self._cycle.id)

    async def keep(self) -> None:
        """Until cancelled, or until the cycle is in other hands: whoever works on it will find out as well."""
        with suppress(Refusal):
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(SIGN_OF_LIFE):
                        await self._changed.wait()
                await self.write()
                await asyncio.sleep(AT_MOST_EVERY)


@asynccontextmanager
async def reporting(runtime: Runtime, cycle: Cycle) -> AsyncIterator[Reporting]:
    """Progress is written for as long as the work lasts."""
    report = Reporting(runtime, cycle)
    async with meanwhile(report.keep()):
        yield report
