"""Offsets are committed when their records are durable, in the order of the batches, for what is still assigned."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, KafkaConnectionError

from mentormesh_contracts.people import PersonRegistered
from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.kafka.intake import Intake
from services.chassis.kafka.wanted import Wanted
from services.chassis.settings import load_settings
from services.chassis.writer.loop import Stopping
from services.chassis.writer.work import HeldFor

TOPIC = "mentormesh.people.v1"


class FakeWriter:
    """Finishes a batch when it is told to."""

    trouble: str | None = None

    def __init__(self) -> None:
        self.waiting: list[asyncio.Future[None]] = []
        self.given: list[list[Any]] = []

    async def submit_records(self, works: list[Any]) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(done)
        self.given.append(works)
        await done


class FakeConsumer:
    def __init__(self) -> None:
        self.commits: list[dict[TopicPartition, int]] = []
        self.fails: Exception | None = None

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        self.commits.append(offsets)
        if self.fails is not None:
            raise self.fails

    def assignment(self) -> set[TopicPartition]:
        return {TopicPartition(TOPIC, 0), TopicPartition(TOPIC, 1)}

    def highwater(self, place: TopicPartition) -> int:
        return 100


class Table:
    """An intake between a fake consumer and a fake writer."""

    def __init__(self) -> None:
        self.writer, self.consumer = FakeWriter(), FakeConsumer()
        writer: Any = self.writer
        self.intake = Intake("tested", [TOPIC], load_settings(), writer, Wanted([PersonRegistered]))
        self.intake._subscriber.consumer = self.consumer
        self.intake._assigned.update({TopicPartition(TOPIC, 0), TopicPartition(TOPIC, 1)})

    def take(self, *places: tuple[int, int]) -> "asyncio.Task[None]":
        records: Any = tuple(
            SimpleNamespace(topic=TOPIC, partition=partition, offset=offset, headers=(), value=b"", timestamp=0)
            for partition, offset in places
        )
        return asyncio.create_task(self.intake._take(records))

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    @property
    def committed(self) -> list[dict[int, int]]:
        return [{place.partition: offset for place, offset in each.items()} for each in self.consumer.commits]


@pytest.fixture
async def table() -> Table:
    return Table()


async def test_an_offset_is_committed_once_its_record_is_durable(table: Table) -> None:
    await table.take((0, 4), (1, 9), (0, 5))
    await table.settle()
    assert table.committed == []
    table.writer.waiting[0].set_result(None)
    await table.settle()
    assert table.committed == [{0: 6, 1: 10}]


async def test_two_batches_are_under_way_at_most(table: Table) -> None:
    first, second, third = table.take((0, 0)), table.take((0, 1)), table.take((0, 2))
    await table.settle()
    assert first.done()
    assert not second.done()
    table.writer.waiting[0].set_result(None)
    await table.settle()
    assert second.done()
    third.cancel()


async def test_an_offset_waits_for_those_before_it(table: Table) -> None:
    table.take((0, 0))
    table.take((0, 1))
    await table.settle()
    table.writer.waiting[1].set_result(None)
    await table.settle()
    assert table.committed == []
    table.writer.waiting[0].set_result(None)
    await table.settle()
    assert table.committed == [{0: 1}, {0: 2}]


async def test_what_is_given_back_is_not_committed(table: Table) -> None:
    table.take((0, 0))
    await table.settle()
    table.writer.waiting[0].set_exception(Stopping())
    await table.settle()
    assert table.committed == []


async def test_a_partition_that_went_to_somebody_else_is_left_alone(table: Table) -> None:
    table.take((0, 0), (1, 0))
    await table.settle()
    table.intake._assigned.discard(TopicPartition(TOPIC, 0))
    table.writer.waiting[0].set_result(None)
    await table.settle()
    assert table.committed == [{1: 1}]


@pytest.mark.parametrize("error", [CommitFailedError("rebalanced"), KafkaConnectionError("away")])
async def test_a_commit_that_fails_is_made_good_by_the_next(table: Table, error: Exception) -> None:
    table.consumer.fails = error
    for offset in (0, 1):
        table.take((0, offset))
        await table.settle()
        table.writer.waiting[offset].set_result(None)
        await table.settle()
    assert table.committed == [{0: 1}, {0: 2}]


async def test_who_leaves_takes_nothing_more_and_waits_for_what_is_under_way(table: Table) -> None:
    table.take((0, 0))
    await table.settle()
    finishing = asyncio.create_task(table.intake.finish())
    await table.settle()
    await table.take((0, 1))
    assert len(table.writer.waiting) == 1
    table.writer.waiting[0].set_result(None)
    await finishing
    assert table.committed == [{0: 1}]


async def test_it_is_stuck_when_a_batch_takes_too_long_unless_the_database_is_away(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.chassis.kafka.intake.STUCK_AFTER", -1.0)
    assert table.intake.stuck() is None
    table.take((0, 0))
    await table.settle()
    assert "waiting for the writer" in (table.intake.stuck() or "")
    table.writer.trouble = "the database is away"
    assert table.intake.stuck() is None


async def test_nothing_is_taken_while_the_gate_is_closed_and_nothing_is_lost(table: Table) -> None:
    table.intake.gate.close("too much is bad")
    taking = table.take((0, 4))
    await table.settle()
    assert (table.writer.waiting, table.intake.not_ready()) == ([], "the intake stopped: too much is bad")
    table.intake.gate.open()
    await taking
    await table.settle()
    assert len(table.writer.waiting) == 1


async def test_who_leaves_a_closed_gate_takes_nothing(table: Table) -> None:
    table.intake.gate.close("too much is bad")
    taking = table.take((0, 4))
    await table.settle()
    await table.intake.finish()
    await taking
    assert table.writer.waiting == []


async def test_a_batch_of_bad_records_is_committed_and_closes_the_gate(table: Table) -> None:
    table.take(*((0, offset) for offset in range(100)))
    await table.settle()
    for work in table.writer.given[0]:
        work.held_for = HeldFor(HeldBack.MALFORMED, "no JSON")
    table.writer.waiting[0].set_result(None)
    await table.settle()
    assert table.intake.gate.why == f"100 of the last 100 records of {TOPIC} could not be processed"
    assert table.committed == [{0: 100}]
