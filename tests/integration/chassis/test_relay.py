"""The relay on real servers: first occurrences in order, whoever publishes, whatever pauses."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from bson import Binary, Timestamp
from pymongo import AsyncMongoClient, MongoClient, monitoring
from pymongo.asynchronous.collection import AsyncCollection

from services.chassis.mongo.driver import Document
from services.chassis.relay import pages
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
        self.acknowledged: dict[tuple[str, int], int] = {}

    async def publish(self, rows: list[Document]) -> tuple[list[str], None]:
        self.ids += (published := [row["_id"] for row in rows])
        return published, None


class Narrow(Recorder):
    """One that has room for a few of them at a time."""

    async def publish(self, rows: list[Document]) -> tuple[list[str], None]:
        return await super().publish(rows[:30])


class Doubtful:
    """A memory that looks before every page, and keeps what was pending then."""

    def __init__(self, outbox: AsyncCollection[Document]) -> None:
        self._outbox = outbox
        self.pending: list[int] = []

    def must_look(self, *, about_to_publish: bool) -> bool:
        return about_to_publish

    async def has_refilled(self) -> bool:
        self.pending.append(await self._outbox.count_documents({"pending": True}))
        return False

    async def note(self, acknowledged: object) -> bool:
        return True


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
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is one part."""
    monkeypatch.setattr(pages, "PAGE", 50)
    monkeypatch.setattr(pages, "PART", 50)


@pytest.fixture
async def outbox(settings: Settings, small_pages: None) -> AsyncIterator[AsyncCollection[Document]]:
    """One with four pages."""
    client = AsyncMongoClient[Document](settings.mongo_url)
    outbox = client[settings.database("feedback")]["outbox"]
    await outbox.drop()
    await outbox.insert_many([row(f"key{number % 7}", number) for number in range(200)])
    yield outbox
    await client.close()


def relay_on(outbox: AsyncCollection[Document], recorder: Any, memory: Any = None) -> Relay:
    return Relay("feedback", outbox.database, recorder, asyncio.Event(), memory)


@pytest.fixture
def mongo(settings: Settings) -> Iterator[MongoClient[Document]]:
    with MongoClient[Document](settings.mongo_url) as client:
        yield client


async def test_events_that_are_committed_while_a_page_is_read_do_not_overtake_each_other(
    settings: Settings, mongo: MongoClient[Document], small_pages: None
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


async def test_what_has_no_room_goes_before_everything_that_comes_after_it(outbox: AsyncCollection[Document]) -> None:
    recorder = Narrow()
    while await relay_on(outbox, recorder).sweep():
        pass
    assert [int(id.partition("-")[2]) for id in recorder.ids] == list(range(200))
    assert await outbox.count_documents({"pending": True}) == 0


async def test_before_a_look_at_the_broker_all_that_was_published_is_marked(outbox: AsyncCollection[Document]) -> None:
    memory = Doubtful(outbox)
    await relay_on(outbox, Recorder(), memory).sweep()
    assert memory.pending == [200, 150, 100, 50]


async def test_who_is_not_the_owner_any_more_publishes_nothing_more_and_marks_what_was_published(
    outbox: AsyncCollection[Document],
) -> None:
    owns = asyncio.Event()
    owns.set()

    class Loses(Recorder):
        async def publish(self, rows: list[Document]) -> tuple[list[str], None]:
            if self.ids:
                owns.clear()
            return await super().publish(rows)

    recorder = Loses()
    assert await relay_on(outbox, recorder).sweep(owns)
    assert len(recorder.ids) == 100
    assert await outbox.count_documents({"pending": True}) == 100
