"""How long effects take: the busiest hour simulated, and the simulation beside what was measured."""

from dataclasses import dataclass
from random import Random

from deploy.sizing.cycles import Cycle
from deploy.sizing.measured import Costs, Measured, Waited
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


@dataclass(frozen=True)
class Waiting:
    """Seconds from a commit to its effect in the service that hears most, in the simulated busiest hour."""

    service: str
    p50: float
    p99: float
    longest_with_cycle: float
    """The same hour, with the largest cycle's proposals all published in it."""


def busiest_hour(service: str, events_per_s: float, replicas: int, cycle: Cycle, costs: Costs) -> Waiting:
    """Simulate it, with and without the cycle."""
    usual = poisson(events_per_s, HOUR, Random(SEED))
    found = delays(usual, _chain(costs, replicas, FETCH), Random(SEED))
    proposals = [HOUR / 2 + number * costs.event_ms / 1000 for number in range(int(cycle.participants * PROPOSED))]
    beside = delays(sorted([*usual, *proposals]), _chain(costs, replicas, FETCH), Random(SEED))
    return Waiting(service, quantile(found, 0.5), quantile(found, 0.99), max(beside, default=0.0))


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
