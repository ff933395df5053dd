"""How long effects take: the busiest day simulated, and the simulation beside what was measured."""

from dataclasses import dataclass
from random import Random

from deploy.sizing.cycles import Cycle
from deploy.sizing.measured import Costs, Measured, Waited
from deploy.sizing.network import DAY
from deploy.sizing.queueing import Chain, Server, delays, poisson, quantile, uneven

FETCH = 0.01
"""Seconds until a waiting consumer has what was published. Assumed: brokers in the same place."""
EMBEDDED, FETCH_EMBEDDED = "tansu", 0.025
"""The embedded broker wakes nobody: it is asked every 50 ms."""
SPREAD = 0.5
"""How uneven the times of batches are. Assumed; `simulated` shows what comes of it beside what was measured."""
ROWS = 2_000
"""That a relay takes at once."""
PROPOSED = 0.5
"""Proposals for each participant of a cycle: of ten participants six to seven are mentees, and most have one."""
SEED, HOUR = 1, 3600.0
MOST = 200_000
"""Events that are simulated: where a day has more, each of its hours is as much shorter."""


@dataclass(frozen=True)
class Waiting:
    """Seconds from a commit to its effect in the service that hears most, on the simulated busiest day."""

    service: str
    p50: float
    p99: float
    """Both of the busiest hour."""
    p99_with_cycle: float
    """Of the same hour, with the largest cycle's proposals all published in it."""


def busiest_day(service: str, events_per_s: float, replicas: int, cycle: Cycle, costs: Costs) -> Waiting:
    """Simulate it, with and without the cycle. `events_per_s` are those of its busiest hour."""
    hour = HOUR * min(1.0, MOST / max(1.0, events_per_s * HOUR / max(DAY)))
    usual = _day(events_per_s, hour)
    begin = (DAY.index(max(DAY)) + 0.5) * hour
    many = int(min(MOST, cycle.participants * PROPOSED))
    proposals = [begin + number * costs.event_ms / 1000 for number in range(many)]
    alone, beside = (
        _in_the_busiest_hour(moments, hour, _chain(costs, replicas, FETCH))
        for moments in (usual, sorted([*usual, *proposals]))
    )
    return Waiting(service, quantile(alone, 0.5), quantile(alone, 0.99), quantile(beside, 0.99))


def _in_the_busiest_hour(moments: list[float], hour: float, chain: Chain) -> list[float]:
    begin = DAY.index(max(DAY)) * hour
    found = delays(moments, chain, Random(SEED))
    return [delay for came, delay in zip(moments, found, strict=True) if begin <= came < begin + hour]


def _day(events_per_s: float, hour: float) -> list[float]:
    """Moments of a day's events, as people work; its hours last so long."""
    draw, moments = Random(SEED), list[float]()
    for number, share in enumerate(DAY):
        rate = events_per_s * share / max(DAY)
        moments += [number * hour + moment for moment in poisson(rate, hour, draw)]
    return moments


def simulated(waited: Waited, measured: Measured) -> tuple[float, float]:
    """Seconds, the middle and the 99th of a hundred, for what was measured.

    Everything shared two cores there: what is done takes longer by as much as it does where two serve one queue.
    """
    arrivals = poisson(waited.commands_per_s * waited.share, 600.0, Random(SEED))
    fetch = FETCH_EMBEDDED if measured.machine["broker"] == EMBEDDED else FETCH
    chain = _chain(measured.costs, 1, fetch, slower=1 / (1 - waited.busy**2))
    found = delays(arrivals, chain, Random(SEED))
    return quantile(found, 0.5), quantile(found, 0.99)


def _chain(costs: Costs, replicas: int, fetch: float, slower: float = 1.0) -> Chain:
    """From measured times. A turn of the relay is taken to last as long as a batch does."""
    drawn = uneven(SPREAD, Random(SEED))
    whole, each = costs.batch_ms / 1000 * slower, costs.event_ms / 1000 * slower
    relay = Server(whole, slower / costs.relay_per_s, ROWS, drawn=drawn)
    return Chain(relay, fetch, Server(whole, each, drawn=drawn), replicas)
