"""What measuring costs: which share of a service's processor time is spent in its metrics.

Every call to a metric is timed, and so what timing it takes is counted as well: no more than this is lost. Beside it
the durable throughput with the metrics as they are and with no-ops, in turn, in one process, on the same servers
and aggregates: rounds of a machine that others use go up and down by more than what is looked for.
"""

from contextlib import nullcontext
from itertools import count
from statistics import median
from typing import Any

from services.matching.app import SERVICE as MATCHING
from tests.bench.api.run import Run
from tests.bench.operations.ground import of_the_runtime
from tests.bench.operations.silence import counted_metrics, silent_metrics
from tests.bench.results import Figures
from tests.bench.runtime.durable import Taken, durable, taken
from tests.bench.runtime.load import people

EVENTS, AGGREGATES, PAIRS, SEED = 10_000, 5_000, 7, 5
WAYS: dict[str, Any] = {"measured": nullcontext, "silent": silent_metrics}


async def measure(run: Run) -> Figures:
    """The share of processor time, and what rounds with and without came to."""
    pairs = int(run.sized(PAIRS, 1))
    of = of_the_runtime(run, EVENTS, AGGREGATES)
    settings = await of.settings("metrics-cost")
    load = people(of.aggregates, of.events * (2 * pairs + 2), SEED)
    parts = (load.timed[first : first + of.events] for first in count(0, of.events))
    await durable(MATCHING, settings, load.before)
    await durable(MATCHING, settings, next(parts))
    with counted_metrics() as counted:
        whole = await taken(MATCHING, settings, next(parts), of.with_this("service"))
    found: dict[str, list[Taken]] = {name: [] for name in WAYS}
    for number in range(pairs):
        run.say(f"pair {number + 1} of {pairs}")
        for name in list(WAYS) if number % 2 else reversed(list(WAYS)):
            with WAYS[name]():
                found[name].append(await taken(MATCHING, settings, next(parts), of.with_this("service")))
    return {"metrics_cost": round(counted.seconds / whole.cpu_s["service"], 4), **figures(found)}


def figures(found: dict[str, list[Taken]]) -> Figures:
    """Of rounds with metrics and without, in pairs: whatever else the machine does is about the same to both."""
    pairs = list(zip(found["measured"], found["silent"], strict=True))
    return {
        "metrics_cost_by_rounds": round(1 - median(one.per_s / other.per_s for one, other in pairs), 4),
        "metrics_cost_by_rounds_cpu": round(1 - median(_cpu(other) / _cpu(one) for one, other in pairs), 4),
        "metrics_per_s": {name: round(median(each.per_s for each in rounds)) for name, rounds in found.items()},
        "rounds": {name: [round(each.per_s) for each in rounds] for name, rounds in found.items()},
    }


def _cpu(taken: Taken) -> float:
    return taken.cpu_s["service"] / taken.events
