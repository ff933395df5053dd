"""Commands a second through the real service: in the batches that it makes, and with one transaction a command.

64 clients change people of their own, each as soon as it is answered. Two processes of profile stand side by side,
each on a namespace of its own: one with the settings as they are, one with MENTORMESH_BATCH_SIZE=1. They are measured
in turn, and each is let publish what it has before the other begins.
"""

import asyncio
from contextlib import AsyncExitStack
from itertools import count
from statistics import median

from tests.bench.api.acts import change_of
from tests.bench.api.ground import Ground, standing
from tests.bench.api.http import failures
from tests.bench.api.lags import until_published
from tests.bench.api.open_loop import closed_loop
from tests.bench.api.opening import Organisation, organisation
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.results import Figures

CLIENTS, PEOPLE = 64, 640
WAYS = {"shared": {}, "single": {"MENTORMESH_BATCH_SIZE": "1"}}


class Way:
    """One of the two, and what was measured of it."""

    def __init__(self, ground: Ground, made: Organisation) -> None:
        self.ground, self._made = ground, made
        self.rates: list[float] = []
        self.cores: dict[str, float] = {}
        self._marks = count(1)

    async def measure(self, seconds: float) -> None:
        """One round."""
        watch = watched(self.ground.pids())
        self.rates.append(await closed_loop(CLIENTS, seconds, self._ask))
        self.cores = watch.cores()
        await until_published(self.ground)

    async def _ask(self, client: int) -> bool:
        mark = next(self._marks)
        crowd = self._made.crowd
        message = change_of(self._made.key, crowd[(client + CLIENTS * mark) % len(crowd)], mark)
        return await self.ground.to("/v1/people").ask(message) is not None


async def measure(run: Run) -> Figures:
    """Both in turn."""
    rounds, seconds = int(run.sized(4, 2)), run.sized(10, 3)
    async with AsyncExitStack() as stack:
        ways: dict[str, Way] = {}
        for name, more in WAYS.items():
            ground = await stack.enter_async_context(
                standing(run.servers, run.directory, f"commands-{name}", ("profile",), more)
            )
            ways[name] = Way(ground, await organisation(ground, 0, PEOPLE, 0))
        for number in range(rounds + 1):
            run.say("warming up" if number == 0 else f"round {number} of {rounds}")
            for way in ways.values():
                await way.measure(seconds)
                await asyncio.sleep(0.5)
        shared, single = (median(way.rates[1:]) for way in ways.values())
        return {
            "commands_per_s": round(shared),
            "single_commands_per_s": round(single),
            "commands_to_single": round(shared / single, 2),
            "clients": CLIENTS,
            "rounds": {name: [round(rate) for rate in way.rates[1:]] for name, way in ways.items()},
            "busy_cores": {name: way.cores for name, way in ways.items()},
            **failures({name: way.ground.http["profile"] for name, way in ways.items()}),
        }
