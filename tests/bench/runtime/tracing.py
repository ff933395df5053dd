"""What tracing costs: the same handlers with every event traced and sent, and with tracing off, in turn."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import ChildProcess
from services.chassis.mongo.driver import Document
from services.chassis.observability.tracing.context import begun
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from tests.bench.processor import Stopwatch
from tests.bench.results import Figures
from tests.bench.runtime.durable import durable
from tests.bench.runtime.load import Load, people, sessions
from tests.bench.runtime.run import ROUNDS, Run

MODULE = "tests.bench.runtime.swallower"
ROOT = Path(__file__).parents[3]
PATIENCE = 30


async def tracing(run: Run) -> Figures:
    """`tracing_cost`: which share of durable throughput is lost when each event's processing is traced and sent.

    Pairs of rounds, `ROUNDS` for each of two handlers, `run.events` events a round; who comes first alternates. Every
    event carries a sampled trace, as after an HTTP request with the share at 1, its default; the collector is a process
    of its own that swallows. The figure is the median over the pairs of 1 − on ÷ off; `tracing_cpu_cost` is the same of
    this process's seconds on a processor for an event, on ÷ off − 1, which other load on the machine disturbs less.
    Fractions; about two minutes.
    """
    every = 2 * run.events * ROUNDS
    loads = [(MATCHING, people(run.aggregates, every, 3)), (FEEDBACK, sessions(run.aggregates, every, 4))]
    async with _swallower() as url:
        rows = [await _handler(run, service, load, url) for service, load in loads]
    pairs = [pair for row in rows for pair in row.pairs()]
    return {
        "tracing_cost": round(median(1 - on.rate / off.rate for off, on in pairs), 3),
        "tracing_cpu_cost": round(median(on.cpu / off.cpu - 1 for off, on in pairs), 3),
        "tracing_handlers": [row.told() for row in rows],
    }


@dataclass(frozen=True)
class Round:
    """Events a second, and this process's seconds on a processor."""

    rate: float
    cpu: float


@dataclass
class Rounds:
    """Of one handler."""

    handler: str
    off: list[Round] = field(default_factory=list)
    on: list[Round] = field(default_factory=list)

    def pairs(self) -> list[tuple[Round, Round]]:
        """Without tracing and with it, one right after the other."""
        return list(zip(self.off, self.on, strict=True))

    def told(self) -> Figures:
        """As the results show it."""
        rates = {name: [round(each.rate) for each in rounds] for name, rounds in (("off", self.off), ("on", self.on))}
        return {"handler": self.handler, **rates}


async def _handler(run: Run, service: Service, load: Load, url: str) -> Rounds:
    settings = await run.settings(f"tracing-{service.name}")
    traced = settings.model_copy(update={"tracing_url": url})
    await durable(service, settings, load.before)
    rounds, timed = Rounds(load.name), [_with_a_trace(row) for row in load.timed]
    for number in range(ROUNDS):
        run.say(f"tracing off and on, {load.name}, round {number + 1} of {ROUNDS}")
        arms = [(settings, rounds.off), (traced, rounds.on)]
        for arm, into in reversed(arms) if number % 2 else arms:
            part, timed = timed[: run.events], timed[run.events :]
            into.append(await _round(service, arm, part, run))
    return rounds


async def _round(service: Service, settings: Settings, rows: Sequence[Document], run: Run) -> Round:
    cpu = Stopwatch(run.with_this("service"))
    rate = await durable(service, settings, rows)
    return Round(rate, cpu.seconds()["service"])


def _with_a_trace(row: Document) -> Document:
    return row | {"headers": row["headers"] | {"ce_traceparent": begun().encode()}}


@asynccontextmanager
async def _swallower() -> AsyncIterator[str]:
    port = free_port()
    log = Path(f".local/bench/swallower-{port}.log")
    process = ChildProcess([sys.executable, "-P", "-m", MODULE, str(port)], log, told={"PYTHONPATH": str(ROOT)})
    try:
        async with asyncio.timeout(PATIENCE):
            while process.last_line() != "it listens":
                await asyncio.sleep(0.1)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        process.stop()
