"""Strikes one fault after another, as the seed has it, some while an earlier one still lasts."""

import asyncio
import time
from collections import Counter
from random import Random

from tests.chaos.faults.catalogue import KINDS
from tests.chaos.faults.fault import Scene, Struck
from tests.chaos.ground.ground import Ground

OVERLAP = 0.25
"""Share of faults during which the next one comes already."""


class Schedule:
    """The seeded sequence of faults."""

    def __init__(self, ground: Ground, kinds: tuple[str, ...], every: float, dice: Random) -> None:
        """`every`: seconds between two faults, on the average."""
        self._ground, self._kinds, self._every, self._dice = ground, kinds, every, dice
        self.struck: list[Struck] = []
        self._begun = time.monotonic()
        self._lasting: set[asyncio.Task[None]] = set()

    @property
    def counted(self) -> Counter[str]:
        """By kind, those that interrupted work."""
        return Counter(each.kind for each in self.struck if each.counts)

    async def run(self) -> None:
        """Until cancelled: whatever lasts then is brought to its end by `finish`."""
        weights = [KINDS[kind][1] for kind in self._kinds]
        while True:
            kind = self._dice.choices(self._kinds, weights)[0]
            overlaps = self._dice.random() < OVERLAP
            fault = asyncio.create_task(self._strike(kind, Random(self._dice.random())))
            self._lasting.add(fault)
            fault.add_done_callback(self._lasting.discard)
            await asyncio.sleep(self._every * self._dice.uniform(0.5, 1.5))
            if not overlaps:
                await asyncio.shield(asyncio.gather(*self._lasting))

    async def finish(self) -> None:
        """Wait until nothing lasts any more."""
        await asyncio.gather(*self._lasting)

    async def _strike(self, kind: str, dice: Random) -> None:
        scene = Scene(self._ground, dice)
        await KINDS[kind][0](scene)
        self.struck.append(Struck(kind, scene.whom, scene.in_flight, time.monotonic() - self._begun))
