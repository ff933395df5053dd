"""Topics as the contracts' table has them, and as a broker has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mentormesh_contracts import Topic
from services.chassis.doctor.finding import Finding, broken, fine, warning

WHERE = "broker"
SAFE_COPIES, SAFE_IN_SYNC = 3, 2


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """A topic on the broker."""

    topic: Topic
    name: str
    partitions: int
    """0: it does not exist."""
    copies: int = 0
    """Of the partition that has the fewest."""
    in_sync: int = 0
    """The same, of those that are in sync now."""
    configuration: Mapping[str, str] = field(default_factory=dict)
    """In Kafka's own names; empty where the broker does not tell."""


@dataclass(frozen=True, slots=True)
class BrokerFacts:
    """What a broker tells."""

    brokers: int
    topics: tuple[TopicFacts, ...]


def on_broker(facts: BrokerFacts) -> list[Finding]:
    """What is wrong with the topics."""
    found = [finding for topic in facts.topics for finding in _on_topic(topic)]
    found += _on_copies(facts)
    return found or [fine(WHERE, "topics", f"{len(facts.topics)} as they should be, on {facts.brokers} brokers")]


def _on_topic(topic: TopicFacts) -> Iterator[Finding]:
    if topic.partitions == 0:
        yield broken(WHERE, topic.name, "it is missing", "`mentormesh topics create` makes it")
        return
    if topic.partitions != topic.topic.partitions:
        yield broken(
            WHERE,
            topic.name,
            f"{topic.partitions} partitions, not {topic.topic.partitions}: the order of each key would not hold",
            "drop it while nothing runs, `mentormesh topics create`, then `mentormesh topics refill --all`",
        )
    for name, wanted in topic.topic.configuration.items():
        is_ = topic.configuration.get(name)
        if is_ is not None and is_ != wanted:
            yield warning(
                WHERE, topic.name, f"{name} is {is_}, not {wanted}", f"set it with kafka-configs: {name}={wanted}"
            )
    if 0 < topic.in_sync < topic.copies:
        yield warning(
            WHERE,
            topic.name,
            f"{topic.in_sync} of {topic.copies} copies are in sync",
            "see which broker is away or slow",
        )


def _on_copies(facts: BrokerFacts) -> Iterator[Finding]:
    there = [topic for topic in facts.topics if topic.partitions]
    if alone := _names(topic for topic in there if topic.copies == 1):
        yield warning(
            WHERE,
            "copies",
            f"one copy of each record, lost with its broker: {alone}",
            "with three brokers: `mentormesh topics create --replicas 3` before the first event, or reassign them",
        )
    careless = (topic for topic in there if topic.copies >= SAFE_COPIES and _least_in_sync(topic) < SAFE_IN_SYNC)
    if names := _names(careless):
        yield warning(
            WHERE,
            "min.insync.replicas",
            f"a record counts as kept when one copy has it: {names}",
            f"set min.insync.replicas={SAFE_IN_SYNC}",
        )


def _least_in_sync(topic: TopicFacts) -> int:
    told = topic.configuration.get("min.insync.replicas")
    return SAFE_IN_SYNC if told is None else int(told)


def _names(topics: Iterable[TopicFacts]) -> str:
    return ", ".join(topic.name for topic in topics)
