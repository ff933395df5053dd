"""How long effects take at two rates of commands, and how busy the machine was: what the simulation is held against.

The same as the case `accepted` of `make bench-api`, with the processor time of services, servers and load together.
"""

from tests.bench.api.cases import accepted
from tests.bench.api.run import Run
from tests.bench.machine import machine
from tests.bench.results import Figures

RATES = (60.0, 200.0)


async def measure(run: Run) -> Figures:
    """A line a rate. `busy` is a share of all cores."""
    found = {rate: await accepted.measure(run, rate) for rate in RATES}
    return {
        "waits": [_line(rate, figures) for rate, figures in found.items()],
        "requests": sum(figures["requests"] for figures in found.values()),
        "failed_requests": sum(figures["failed_requests"] for figures in found.values()),
    }


def _line(rate: float, figures: Figures) -> Figures:
    return {
        "commands_per_s": rate,
        "share": accepted.PEOPLE,
        "p50_ms": figures["accepted_to_committed_p50_ms"],
        "p99_ms": figures["accepted_to_committed_p99_ms"],
        "busy": round(sum(figures["busy_cores"].values()) / machine()["cores"], 3),
    }
