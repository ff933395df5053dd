"""What Prometheus waits for, and what it gets, from services that are at work.

People change a hundred times a second: profile writes it and matching hears of it, while both are scraped far more
often than Prometheus does it. What a command took of the processors is told as well, for `mentormesh sizing`.
"""

import asyncio
import time
from contextlib import suppress
from random import Random

from tests.bench.api.acts import changes_of_people
from tests.bench.api.ground import Ground, standing
from tests.bench.api.http import failures
from tests.bench.api.lags import METRICS
from tests.bench.api.open_loop import at_rate
from tests.bench.api.opening import organisation
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.api.statistics import milliseconds
from tests.bench.operations.ground import microseconds
from tests.bench.results import Figures

NAMES = ("profile", "matching")
RATE, CROWD = 100.0, 500
EVERY = 0.25


class Scrapes:
    """How long each took, and the last answer."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.text = ""

    async def go_on(self, ground: Ground, name: str) -> None:
        """Until cancelled."""
        while True:
            begun = time.perf_counter()
            received = await ground.http[name].ask(METRICS)
            if received is not None:
                self.seconds.append(time.perf_counter() - begun)
                self.text = received.body.decode()
            await asyncio.sleep(EVERY)


async def measure(run: Run) -> Figures:
    """The worse of the two services, and each by itself."""
    async with standing(run.servers, run.directory, "scrape", NAMES) as ground:
        act = changes_of_people([await organisation(ground, 0, CROWD, 0)])

        async def ask(due: float) -> None:
            one = act()
            await ground.to(one.path).ask(one.message)

        await at_rate(RATE, run.sized(10, 2), Random(run.seed), ask)
        watch, seconds = watched(ground.pids()), run.sized(60, 8)
        scrapes = {name: Scrapes() for name in NAMES}
        scraping = [asyncio.create_task(each.go_on(ground, name)) for name, each in scrapes.items()]
        await at_rate(RATE, seconds, Random(run.seed + 1), ask)
        cores = watch.cores()
        for task in scraping:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        by_service = {name: _told(each) for name, each in scrapes.items()}
        worst = max(by_service.values(), key=lambda each: float(each["p95"]))
        return {
            **{f"scrape_{name}_ms": worst[name] for name in ("p50", "p95", "p99")},
            "scrape_bytes": max(each["bytes"] for each in by_service.values()),
            "scrape_series": max(each["series"] for each in by_service.values()),
            "scrape_by_service": by_service,
            "command_us": microseconds(cores, RATE, "profile"),
            "busy_cores": cores,
            **failures(ground.http),
        }


def _told(scrapes: Scrapes) -> Figures:
    return {
        **milliseconds(scrapes.seconds),
        "bytes": len(scrapes.text.encode()),
        "series": sum(1 for line in scrapes.text.splitlines() if line and not line.startswith("#")),
    }
