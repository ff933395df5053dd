"""500 source events a second for five minutes, with the lag and the memory meanwhile.

Rosters of 100 changed people come four times a second (400 events: profile → matching), and 100 mentorships a second
pause or go on (100 events: matching → scheduling, feedback and profile): every event is made by a command, goes through
an outbox and a broker, and is applied by one to three services. The load is open. `sustained_events_per_s` counts the
events that were published, over the time until all of them were applied.

Lag and the outbox's age are what the services' own /metrics say, every few seconds: the sum over all consumers of the
events that are not applied yet, and the age of the oldest, in thirds of the run. Memory is each process' resident set.
Before the first sample there is a warm-up under the same load.
"""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from random import Random

from tests.bench.api.acts import pauses
from tests.bench.api.applied import lacking, published
from tests.bench.api.ground import Ground, standing
from tests.bench.api.http import failures, request
from tests.bench.api.lags import Observed, observe, until_published
from tests.bench.api.open_loop import at_rate
from tests.bench.api.opening import Organisation, organisation
from tests.bench.api.people import NDJSON, mentee, roster
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.api.statistics import grows, growth, part_median
from tests.bench.results import Figures

NAMES = ("partners", "profile", "matching", "scheduling", "feedback")
ORGANISATIONS, CROWD, PAIRS = 4, 1000, 75
ROSTER, ROSTERS_PER_S, PAUSES_PER_S = 100, 4.0, 100.0
ALLOWED_EVENTS, ALLOWED_SECONDS = 500.0, 1.0
"""One second's worth: a lag that is higher by less at the end than at the beginning does not grow."""
MB = 1e6


async def measure(run: Run) -> Figures:
    """Warm up, then hold it."""
    warming, seconds = run.sized(120, 10), run.sized(300, 30)
    async with standing(run.servers, run.directory, "sustained", NAMES) as ground:
        run.say("organisations, people, mentorships")
        made = [await organisation(ground, number, CROWD, PAIRS) for number in range(ORGANISATIONS)]
        load = _Load(ground, made, run.seed)
        run.say(f"warming up for {warming:g} s")
        await load.run(warming)
        run.say(f"{ROSTER * ROSTERS_PER_S + PAUSES_PER_S:g} events a second for {seconds:g} s")
        before, begun, watch = await published(ground), time.monotonic(), watched(ground.pids())
        observed = await _observed(ground, load.run(seconds), run.sized(5, 1))
        cores = watch.cores()
        left = await _until_applied(ground)
        took = time.monotonic() - begun
        events = await published(ground) - before
        growths = {name: round(growth(series), 4) for name, series in observed.memory.items()}
        return {
            "sustained_events_per_s": round(events / took, 1),
            "sustained_rate": ROSTER * ROSTERS_PER_S + PAUSES_PER_S,
            "sustained_s": round(took, 1),
            "caught_up_after_s": round(took - seconds, 2),
            "source_events": events,
            **_lags(observed),
            "memory_growth_max": max(growths.values()),
            "memory_growth": growths,
            "memory_mb": {
                name: [round(part_median(each, quarter, 4) / MB, 1) for quarter in range(4)]
                for name, each in observed.memory.items()
            },
            "generator_latest_ms": round(load.latest * 1000, 1),
            "lacking_effects": left,
            "busy_cores": cores,
            "warm_up_s": warming,
            **failures(ground.http),
        }


class _Load:
    """Rosters and pauses at once, going on where they stopped."""

    def __init__(self, ground: Ground, made: list[Organisation], seed: int) -> None:
        self._ground, self._made, self._draw = ground, made, Random(seed)
        self._pauses = pauses([each for one in made for each in one.mentorships])
        self._sent = 0
        self.latest = 0.0

    async def run(self, seconds: float) -> None:
        """So long."""
        late = await asyncio.gather(
            at_rate(ROSTERS_PER_S, seconds, self._draw, self._bring),
            at_rate(PAUSES_PER_S, seconds, self._draw, self._pause),
        )
        self.latest = max(self.latest, *late)

    async def _bring(self, due: float) -> None:
        number, self._sent = self._sent, self._sent + 1
        made = self._made[number % len(self._made)]
        first = number // len(self._made) * ROSTER % len(made.crowd)
        lines = roster([mentee(each.external_id, number + 1) for each in made.crowd[first : first + ROSTER]])
        path = "/v1/people/imports"
        await self._ground.to(path).ask(request("POST", path, made.key, lines, media_type=NDJSON))

    async def _pause(self, due: float) -> None:
        act = self._pauses()
        await self._ground.to(act.path).ask(act.message)


async def _observed(ground: Ground, load: Awaitable[None], every: float) -> Observed:
    observed = Observed()
    observing = asyncio.create_task(observe(ground, observed, every))
    try:
        await load
    finally:
        observing.cancel()
        with suppress(asyncio.CancelledError):
            await observing
    return observed


async def _until_applied(ground: Ground) -> int:
    """Events that are not applied where they are heard when patience is over."""
    await until_published(ground)
    deadline = time.monotonic() + 60
    while (left := await lacking(ground)) and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    return left


def _lags(observed: Observed) -> Figures:
    growing = grows(observed.lag_events, ALLOWED_EVENTS) or grows(observed.lag_seconds, ALLOWED_SECONDS)
    return {
        "lag_grows": growing or grows(observed.outbox_age, ALLOWED_SECONDS),
        "lag_first_third": {
            "events": part_median(observed.lag_events, 0, 3),
            "seconds": round(part_median(observed.lag_seconds, 0, 3), 3),
            "outbox_age_s": round(part_median(observed.outbox_age, 0, 3), 3),
        },
        "lag_last_third": {
            "events": part_median(observed.lag_events, 2, 3),
            "seconds": round(part_median(observed.lag_seconds, 2, 3), 3),
            "outbox_age_s": round(part_median(observed.outbox_age, 2, 3), 3),
        },
        "lag_events_max": max(value for _, value in observed.lag_events),
        "lag_seconds_max": round(max(value for _, value in observed.lag_seconds), 3),
        "outbox_age_max_s": round(max(value for _, value in observed.outbox_age), 3),
        "samples": len(observed.lag_events),
    }
