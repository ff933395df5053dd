"""The lag is what the broker has and nobody applied: it grows while records wait, and while none are taken at all."""

from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition

from services.chassis.kafka.lag import Lag
from services.chassis.observability.catalogue import REGISTRY

TOPIC, NAME = "here.mentormesh.people.v1", "mentormesh.people.v1"
FIRST, SECOND = TopicPartition(TOPIC, 0), TopicPartition(TOPIC, 1)


class Broker:
    """What a consumer may be told."""

    def __init__(self) -> None:
        self.ends = {FIRST: 10, SECOND: 5}
        self.beginnings = {FIRST: 2, SECOND: 0}
        self.kept: dict[TopicPartition, int] = {}
        self.fetched: dict[TopicPartition, int] = {}
        self.assigned = {FIRST, SECOND}

    async def end_offsets(self, partitions: Any) -> dict[TopicPartition, int]:
        return {place: self.ends[place] for place in partitions}

    async def beginning_offsets(self, partitions: Any) -> dict[TopicPartition, int]:
        return {place: self.beginnings[place] for place in partitions}

    async def committed(self, partition: TopicPartition) -> int | None:
        return self.kept.get(partition)

    def assignment(self) -> set[TopicPartition]:
        return self.assigned

    def highwater(self, partition: TopicPartition) -> int | None:
        assert partition in self.assigned, "aiokafka asserts it"
        return self.fetched.get(partition)


class Table:
    def __init__(self, service: str) -> None:
        self.service, self.at, self.broker = service, 1000.0, Broker()
        self.lag = Lag(service, {TOPIC: NAME}, lambda: self.at)

    @property
    def told(self) -> tuple[float | None, float | None]:
        """Events and seconds."""
        labels = {"service": self.service, "topic": NAME}
        return (
            REGISTRY.get_sample_value("mentormesh_consumer_lag_events", labels),
            REGISTRY.get_sample_value("mentormesh_consumer_lag_seconds", labels),
        )

    async def look(self, *assigned: TopicPartition) -> None:
        await self.lag.look(self.broker, frozenset(assigned))


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Table:
    return Table(request.node.name)


def records(*moments: float) -> list[Any]:
    return [SimpleNamespace(topic=TOPIC, timestamp=int(moment * 1000)) for moment in moments]


async def test_where_nobody_has_read_all_that_is_there_is_behind(table: Table) -> None:
    await table.look(FIRST, SECOND)
    assert table.told == (8 + 5, 0)


async def test_where_others_left_off_nothing_is_behind_but_what_came_since(table: Table) -> None:
    table.broker.kept = {FIRST: 9}
    await table.look(FIRST)
    assert table.told == (1, 0)


async def test_it_grows_in_events_and_in_seconds_while_nothing_is_taken(table: Table) -> None:
    await table.look(FIRST)
    table.at, table.broker.ends[FIRST] = 1030.0, 50
    await table.look(FIRST)
    assert table.told == (48, 30)


async def test_what_is_under_way_is_as_old_as_its_oldest_record(table: Table) -> None:
    table.lag.taken(records(995, 990, 999))
    await table.look(FIRST)
    assert table.told == (8, 10)


async def test_when_all_is_applied_nothing_is_behind(table: Table) -> None:
    taken = table.lag.taken(records(990))
    await table.look(FIRST)
    table.lag.applied({FIRST: 10})
    table.lag.ended(taken)
    table.broker.fetched = {FIRST: 10}
    table.lag.count(table.broker, [FIRST])
    assert table.told == (0, 0)


async def test_a_batch_tells_how_far_the_broker_was_when_it_was_fetched(table: Table) -> None:
    table.lag.applied({FIRST: 7})
    table.broker.fetched = {FIRST: 9}
    table.lag.count(table.broker, [FIRST])
    assert table.told == (2, 0)


async def test_partitions_that_went_to_others_are_not_counted_here(table: Table) -> None:
    await table.look(FIRST, SECOND)
    table.lag.lost([FIRST])
    await table.look(SECOND)
    alone = table.told
    table.broker.kept = {FIRST: 10}
    await table.look(FIRST, SECOND)
    assert (alone, table.told) == ((5, 0), (5, 0))


async def test_partitions_that_are_taken_away_meanwhile_are_not_asked_about(table: Table) -> None:
    table.broker.assigned = {SECOND}
    await table.look(FIRST, SECOND)
    looked = table.told
    table.lag.count(table.broker, [FIRST, SECOND])
    assert (looked, table.told) == ((5, 0), (0, 0))


async def test_a_broker_that_says_too_little_does_not_hide_what_was_fetched(table: Table) -> None:
    table.broker.fetched = {FIRST: 12}
    await table.look(FIRST)
    assert table.told == (10, 0)
