"""What a batch takes of the processors whatever is in it, and what each event in it takes besides.

The same events in transactions of one and of five hundred: two points make a line, and twenty at once are told beside
it, to see how straight it is. `batch_ms` and `event_ms` are time: how long after a batch the next one may follow.
The relay and reads are measured by themselves, by the row and by the request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from services.chassis.service import Service
from services.feedback.app import SERVICE as FEEDBACK
from services.matching.app import SERVICE as MATCHING
from tests.bench.api.ground import standing
from tests.bench.api.http import failures, request
from tests.bench.api.open_loop import closed_loop
from tests.bench.api.opening import organisation
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.operations.ground import microseconds, of_the_runtime
from tests.bench.results import Figures
from tests.bench.runtime.durable import durable, taken
from tests.bench.runtime.load import Load, people, sessions
from tests.bench.runtime.relayed import relayed
from tests.bench.runtime.run import Run as OfRuntime

AGGREGATES, RELAYED, SEED = 5_000, 20_000, 11
AT_ONCE = {1: 400, 20: 4_000, 500: 20_000}
"""Events by the size of a batch."""
CLIENTS, PEOPLE = 16, 200


@dataclass(frozen=True)
class Point:
    """What a batch of one size took: microseconds of the processors, by process, and of time."""

    size: int
    us: Mapping[str, float]


async def measure(run: Run) -> Figures:
    """The dearer of two handlers; the relay; a read."""
    of = of_the_runtime(run, RELAYED, AGGREGATES)
    every = sum(of.of(events) for events in AT_ONCE.values())
    loads = ((MATCHING, people(of.aggregates, every, SEED)), (FEEDBACK, sessions(of.aggregates, every, SEED)))
    lines = {load.name: line(await _points(of, service, load)) for service, load in loads}
    dearest = max(lines.values(), key=lambda each: sum(each["event_us"].values()))
    rows = await relayed(of)
    return {
        **dearest,
        "lines": lines,
        "relay_us": microseconds(rows["relay_cpu_s"], of.events, "relay"),
        "relay_per_s": rows["relay_per_s"],
        **await _reads(run),
    }


async def _points(run: OfRuntime, service: Service, load: Load) -> list[Point]:
    settings = await run.settings(f"costs-{service.name}")
    await durable(service, settings, load.before)
    points, begin = [], count(0)
    left = list(load.timed)
    for size, events in AT_ONCE.items():
        run.say(f"{load.name}, {size} at once ({next(begin) + 1} of {len(AT_ONCE)})")
        part, left = left[: run.of(events)], left[run.of(events) :]
        found = await taken(service, settings.model_copy(update={"batch_size": size}), part, run.with_this("service"))
        us = {name: seconds / found.events * size * 1e6 for name, seconds in found.cpu_s.items()}
        points.append(Point(size, us | {"lasts": found.seconds / found.events * size * 1e6}))
    return points


def line(points: Sequence[Point]) -> Figures:
    """Microseconds of a batch and of each event, through the first point and the last."""
    first, last = points[0], points[-1]
    each = {name: (last.us[name] - first.us[name]) / (last.size - first.size) for name in first.us}
    whole = {name: max(0.0, first.us[name] - first.size * each[name]) for name in first.us}
    told = [{"at_once": one.size, **{name: round(us) for name, us in one.us.items()}} for one in points]
    return {
        "event_us": {name: round(each[name], 1) for name in each if name != "lasts"},
        "batch_us": {name: round(whole[name]) for name in whole if name != "lasts"},
        "event_ms": round(each["lasts"] / 1000, 4),
        "batch_ms": round(whole["lasts"] / 1000, 2),
        "points": told,
    }


async def _reads(run: Run) -> Figures:
    async with standing(run.servers, run.directory, "costs-reads", ("profile",)) as ground:
        made = await organisation(ground, 0, PEOPLE, 0)
        messages = [request("GET", f"/v1/people/{each.id}", made.key) for each in made.crowd]
        numbers = count()

        async def ask(_: int) -> bool:
            return await ground.http["profile"].ask(messages[next(numbers) % len(messages)]) is not None

        await closed_loop(CLIENTS, run.sized(3, 1), ask)
        watch = watched(ground.pids())
        rate = await closed_loop(CLIENTS, run.sized(10, 2), ask)
        return {"read_us": microseconds(watch.cores(), rate, "profile"), **failures(ground.http)}
