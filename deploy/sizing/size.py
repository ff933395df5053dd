"""The size of an installation for a network: replicas, databases, topics, workers, and how long effects take."""

from dataclasses import dataclass
from math import ceil
from random import Random

from deploy.sizing.cycles import Cycle, largest_cycle
from deploy.sizing.hearing import SERVICES
from deploy.sizing.load import Load, in_the_busiest_hour, load_of
from deploy.sizing.measured import Costs, Measured
from deploy.sizing.network import Network
from deploy.sizing.queueing import Chain, Server, delays, poisson, quantile
from deploy.sizing.storage import Storage, aggregates_of, storage_of

BUSY = 0.5
"""The share of its core that a replica is to be busy in the busiest hour, at most: waits double above it."""
ALONE = 10
"""Organisations up to which one replica does: its node may be drained for a moment."""
CATCH_UP = 900.0
"""Seconds in which a service makes up for an hour without its database, in the busiest hour."""
BATCHES_A_SECOND = 25.0
"""At most, as long as what comes fits into them: the pace of small batches."""
FETCH = 0.01
"""Seconds until a waiting consumer has what was published. Assumed: brokers in the same place."""
IN_TIME = 1.0
"""Seconds in which 99 of 100 effects are to be there."""
PARTITIONS = 16
"""Of the topics that grow with people; a test compares with the topic table."""
SEED = 1
HOUR = 3600.0


@dataclass(frozen=True)
class OfService:
    """One service in the busiest hour."""

    commands_per_s: float
    events_per_s: float
    """That it hears."""
    cores: float
    mongod_cores: float
    replicas: int
    catch_up_s: float
    """After an hour without a database, with these replicas."""


@dataclass(frozen=True)
class Waiting:
    """Seconds from a commit to its effect in the service that hears most, in the simulated busiest hour."""

    service: str
    p50: float
    p99: float
    longest_with_cycle: float
    """The same hour, with the largest cycle's proposals all published in it."""


@dataclass(frozen=True)
class Size:
    """All of it."""

    network: Network
    load: Load
    services: dict[str, OfService]
    storage: Storage
    cycle: Cycle
    waiting: Waiting
    partitions: int
    """How many the largest topics have to have for these replicas."""
    refill_s: float
    """Until all topics are filled again from the outboxes, each service at its relay's pace."""

    @property
    def mongod_cores(self) -> float:
        """Of all databases together, in the busiest hour."""
        return sum(each.mongod_cores for each in self.services.values())


def size_of(network: Network, measured: Measured) -> Size:
    """What this network needs, by these figures."""
    load = load_of(network, measured)
    services = {name: _service(name, network, load, measured.costs) for name in SERVICES}
    cycle = largest_cycle(network, measured)
    return Size(
        network,
        load,
        services,
        storage_of(network, load, measured),
        cycle,
        _waiting(services, cycle, measured.costs),
        max(each.replicas for each in services.values()),
        _refill(network, load, measured),
    )


def _service(name: str, network: Network, load: Load, costs: Costs) -> OfService:
    commands, events = in_the_busiest_hour(load.commands[name]), in_the_busiest_hour(load.heard[name])
    reads = in_the_busiest_hour(load.reads) / len(SERVICES)

    def cores(of: str) -> float:
        batches = min(events, BATCHES_A_SECOND) * costs.batch_us[of]
        each = commands * (costs.command_us[of] + costs.relay_us[of]) + events * costs.event_us[of]
        return (batches + each + reads * costs.read_us[of]) / 1e6

    # In full batches, as after an outage.
    full = 1e6 / (costs.event_us["service"] + costs.batch_us["service"] / 500)
    least = 1 if network.organisations <= ALONE else 2
    replicas = max(least, ceil(cores("service") / BUSY), ceil((events * HOUR / CATCH_UP + events) / full))
    catch_up = events * HOUR / (replicas * full - events)
    return OfService(commands, events, cores("service"), cores("mongod"), replicas, catch_up)


def _waiting(services: dict[str, OfService], cycle: Cycle, costs: Costs) -> Waiting:
    name = max(services, key=lambda each: services[each].events_per_s)
    chain = chain_of(costs, services[name].replicas)
    usual = poisson(services[name].events_per_s, HOUR, Random(SEED))
    found = delays(usual, chain, Random(SEED))
    proposals = [HOUR / 2 + number * costs.event_ms / 1000 for number in range(int(cycle.participants / 2))]
    with_cycle = delays(sorted([*usual, *proposals]), chain, Random(SEED))
    return Waiting(name, quantile(found, 0.5), quantile(found, 0.99), max(with_cycle, default=0.0))


def chain_of(costs: Costs, replicas: int, slower: float = 1.0) -> Chain:
    """From measured times; `slower` where the machine is shared. A relay's turn is taken to last as a batch does."""
    whole, each = costs.batch_ms / 1000 * slower, costs.event_ms / 1000 * slower
    relay = Server(whole, slower / costs.relay_per_s, most=2000)
    return Chain(relay, FETCH, Server(whole, each), replicas)


def _refill(network: Network, load: Load, measured: Measured) -> float:
    return max(aggregates_of(stream, network, measured) for stream in load.events) / measured.costs.relay_per_s
