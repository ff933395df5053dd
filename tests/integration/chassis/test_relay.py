"""The relay on real servers: first occurrences in order, whoever publishes, whatever pauses."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiokafka.errors import KafkaError
from bson import Binary, Timestamp
from pymongo import AsyncMongoClient, MongoClient, monitoring

from services.chassis.mongo.driver import Document
from services.chassis.relay.relay import Relay
from services.chassis.settings import Settings


def row(key: str, sequence: int) -> Document:
    """What the relay reads of an event."""
    return {
        "_id": f"{key}-{sequence}",
        "lane": 0,
        "stamp": Timestamp(0, 0),
        "pending": True,
        "topic": "mentormesh.feedback.v1",
        "key": key,
        "headers": {},
        "body": Binary(b"{}"),
    }


class Recorder:
    """A publisher that keeps what it is given."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def publish(self, rows: list[Document]) -> tuple[list[str], None]:
        self.ids += (published := [row["_id"] for row in rows])
        return published, None


class Meanwhile(monitoring.CommandListener):
    """Does something the moment that a cursor goes on, once."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act: Callable[[], None] | None = act

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name == "getMore" and self._act is not None:
            act, self._act = self._act, None
            act()

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        return None

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        return None


@pytest.fixture
def mongo(settings: Settings) -> Iterator[MongoClient[Document]]:
    with MongoClient[Document](settings.mongo_url) as client:
        yield client


async def test_events_that_are_committed_while_a_page_is_read_do_not_overtake_each_other(
    settings: Settings, mongo: MongoClient[Document]
) -> None:
    name = settings.database("feedback")
    outbox = mongo[name]["outbox"]
    outbox.create_index([("lane", 1), ("stamp", 1)])
    outbox.create_index([("pending", 1)])
    slow = mongo.start_session()
    slow.start_transaction()
    outbox.insert_one(row("ada", 1), session=slow)
    outbox.insert_many([row("others", number) for number in range(150)])

    def one_after_the_other() -> None:
        slow.commit_transaction()
        outbox.insert_one(row("ada", 2))

    listener: Any = Meanwhile(one_after_the_other)
    client = AsyncMongoClient[Document](settings.mongo_url, event_listeners=[listener])
    recorder: Any = Recorder()
    relay = Relay("feedback", client[name], recorder, asyncio.Event())
    while await relay.sweep() or len(recorder.ids) < 152:
        pass
    await client.close()

    assert [id for id in recorder.ids if id.startswith("ada")] == ["ada-1", "ada-2"]


class HalfABroker:
    """Takes the first half of what it is given, and looks meanwhile at what is still to be published."""

    def __init__(self, pending: Callable[[], set[str]]) -> None:
        self._pending = pending
        self.seen: set[str] = set()

    async def publish(self, rows: list[Document]) -> tuple[list[str], KafkaError]:
        self.seen = self._pending()
        return [row["_id"] for row in rows[: len(rows) // 2]], KafkaError("the broker hung up")


async def test_an_event_is_marked_when_the_broker_has_it_and_not_before(
    settings: Settings, mongo: MongoClient[Document]
) -> None:
    outbox = mongo[settings.database("scheduling")]["outbox"]
    outbox.insert_many([row("ada", number) for number in range(1, 5)])

    def pending() -> set[str]:
        return {str(each["_id"]) for each in outbox.find({"pending": True})}

    client = AsyncMongoClient[Document](settings.mongo_url)
    broker: Any = HalfABroker(pending)
    relay = Relay("scheduling", client[settings.database("scheduling")], broker, asyncio.Event())
    with pytest.raises(KafkaError):
        await relay.sweep()
    await client.close()
    assert broker.seen == {f"ada-{number}" for number in range(1, 5)}
    assert pending() == {"ada-3", "ada-4"}
