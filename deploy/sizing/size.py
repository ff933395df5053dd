"""The size of an installation for a network: replicas, databases, topics, workers, and how long effects take."""

from dataclasses import dataclass
from math import ceil

from deploy.sizing.cycles import Cycle, largest_cycle
from deploy.sizing.hearing import SERVICES
from deploy.sizing.load import Load, in_the_busiest_hour, load_of
from deploy.sizing.measured import Costs, Measured
from deploy.sizing.network import Network
from deploy.sizing.storage import Storage, aggregates_of, storage_of
from deploy.sizing.waiting import Waiting, busiest_day

BUSY = 0.5
"""The share of its core that a replica is to be busy in the busiest hour, at most: waits double above it."""
ALONE = 10
"""Organisations up to which one replica does: its node may be drained for a moment."""
CATCH_UP = 900.0
"""Seconds in which a service makes up for an hour without its database, in the busiest hour."""
BATCHES_A_SECOND = 25.0
"""At most, as long as what comes fits into them: the pace of small batches."""
FULL = 500
"""Of one batch, as the settings have it."""
PARTITIONS = 16
"""Of the topics that grow with people; a test compares with the topic table."""
FILLED = 1.5
"""What a process holds under load over what it holds at first: queues, batches, what it keeps of keys. Assumed."""
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
    replica_bytes: float
    """Memory of one of them: as it is when it has become ready, with what fills up meanwhile, and its copies."""
    catch_up_s: float
    """After an hour without a database, with these replicas."""


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
    rosters_s: float
    """Until everybody's declaration has changed at once and matching has heard of it."""
    refill_s: float
    """Until all topics are filled again from the outboxes, each service at its relay's pace."""

    @property
    def mongod_cores(self) -> float:
        """Of all databases together, in the busiest hour."""
        return sum(each.mongod_cores for each in self.services.values())


def size_of(network: Network, measured: Measured) -> Size:
    """What this network needs, by these figures."""
    load, costs = load_of(network, measured), measured.costs
    services = {name: _service(name, network, load, measured) for name in SERVICES}
    cycle = largest_cycle(network, measured)
    busiest = max(services, key=lambda each: services[each].events_per_s)
    return Size(
        network,
        load,
        services,
        storage_of(network, load, measured),
        cycle,
        busiest_day(busiest, services[busiest].events_per_s, services[busiest].replicas, cycle, costs),
        max(each.replicas for each in services.values()),
        network.people / min(costs.relay_per_s, services["matching"].replicas * _most(costs)),
        max(aggregates_of(stream, network, measured) for stream in load.events) / costs.relay_per_s,
    )


def _service(name: str, network: Network, load: Load, measured: Measured) -> OfService:
    costs = measured.costs
    commands, events = in_the_busiest_hour(load.commands[name]), in_the_busiest_hour(load.heard[name])
    reads = in_the_busiest_hour(load.reads) / len(SERVICES)

    def cores(of: str) -> float:
        batches = min(events, BATCHES_A_SECOND) * costs.batch_us[of]
        each = commands * (costs.command_us[of] + costs.relay_us[of]) + events * costs.event_us[of]
        return (batches + each + reads * costs.read_us[of]) / 1e6

    most = _most(costs)
    least = 1 if network.organisations <= ALONE else 2
    replicas = max(least, ceil(cores("service") / BUSY), ceil((events * HOUR / CATCH_UP + events) / most))
    catch_up = events * HOUR / (replicas * most - events)
    held = _memory(name, network, measured)
    return OfService(commands, events, cores("service"), cores("mongod"), replicas, held, catch_up)


def _memory(name: str, network: Network, measured: Measured) -> float:
    mentors = network.people * network.mentors if name == "matching" else 0.0
    return measured.processes.resident_mb[name] * 1e6 * FILLED + mentors * measured.processes.mentor_bytes


def _most(costs: Costs) -> float:
    """Events a second of one replica on a core of its own in full batches, as after an outage."""
    return 1e6 / (costs.event_us["service"] + costs.batch_us["service"] / FULL)
