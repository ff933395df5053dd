"""One batch a partition at a time: what is acknowledged is a beginning of what was waiting, key by key."""

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaError, KafkaTimeoutError

from services.chassis.mongo.driver import Document
from services.chassis.relay.publisher import Publisher
from services.chassis.settings import load_settings


class Builder:
    """A batch that holds so many records."""

    def __init__(self, room: int) -> None:
        self.room, self.values = room, list[bytes]()

    def append(self, *, value: bytes, **_: Any) -> object | None:
        if len(self.values) == self.room:
            return None
        self.values.append(value)
        return object()


class FakeProducer:
    """Keeps what it is sent; one partition may be out of order."""

    def __init__(self, room: int = 100, broken: int | None = None) -> None:
        self.room, self.broken = room, broken
        self.sent: dict[int, list[bytes]] = defaultdict(list)

    async def partitions_for(self, topic: str) -> set[int]:
        return {0, 1, 2}

    def create_batch(self) -> Builder:
        return Builder(self.room)

    async def send_batch(self, builder: Builder, topic: str, *, partition: int) -> Any:
        if partition == self.broken:
            raise KafkaTimeoutError

        async def acknowledged() -> Any:
            self.sent[partition] += builder.values
            return SimpleNamespace(offset=len(self.sent[partition]) - len(builder.values))

        return acknowledged()


def row(key: str, number: int) -> Document:
    return {"_id": f"{key}-{number}", "topic": "t", "key": key, "headers": {}, "body": f"{key}-{number}".encode()}


ROWS = [row(key, number) for number in range(5) for key in ("ada", "bea", "cleo", "dan", "eve")]


def publisher_on(producer: FakeProducer) -> Publisher:
    publisher = Publisher(load_settings())
    publisher._producer = producer
    return publisher


def in_order(ids: list[str]) -> bool:
    numbers: dict[str, list[int]] = defaultdict(list)
    for id in ids:
        key, _, number = id.partition("-")
        numbers[key].append(int(number))
    return all(each == list(range(len(each))) for each in numbers.values())


async def test_all_of_it_is_published_and_each_key_on_one_partition() -> None:
    producer = FakeProducer()
    published, error = await publisher_on(producer).publish(ROWS)
    assert (len(published), error) == (len(ROWS), None)
    places = defaultdict(set)
    for partition, values in producer.sent.items():
        assert in_order([value.decode() for value in values])
        for value in values:
            places[value.partition(b"-")[0]].add(partition)
    assert {len(each) for each in places.values()} == {1}


async def test_what_has_no_room_waits_for_the_next_call() -> None:
    published, error = await publisher_on(FakeProducer(room=3)).publish(ROWS)
    assert error is None
    assert len(published) < len(ROWS)
    assert in_order(published)


async def test_a_partition_that_fails_keeps_its_events_and_the_others_go_on() -> None:
    producer = FakeProducer(broken=1)
    published, error = await publisher_on(producer).publish(ROWS)
    assert isinstance(error, KafkaTimeoutError)
    assert 1 not in producer.sent
    assert sorted(published) == sorted(value.decode() for values in producer.sent.values() for value in values)


@pytest.mark.parametrize("room", [0])
async def test_an_event_that_fits_no_batch_is_told(room: int) -> None:
    published, error = await publisher_on(FakeProducer(room=room)).publish([row("ada", 0)])
    assert published == []
    assert isinstance(error, KafkaError)
    assert "larger than a batch" in str(error)
