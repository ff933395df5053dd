"""What the outbox keeps for ever: the last event of each aggregate, and nothing else that is old."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from bson import Timestamp
from pymongo import MongoClient

from services.chassis.mongo.driver import Document, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.relay.aged import AgedRows
from services.chassis.settings import Settings

SCORES, OPERATIONS = "mentormesh.feedback.v1", "mentormesh.operations.v1"
LONG_AGO = datetime.now(UTC) - timedelta(days=8)
LATELY = datetime.now(UTC) - timedelta(days=6)
KEPT = timedelta(days=7)


def row(key: str, number: int, published_at: datetime | None, topic: str = SCORES) -> Document:
    row: Document = {"_id": f"{key}-{number}", "topic": topic, "key": key, "lane": 0, "stamp": Timestamp(1000, number)}
    return row | ({"pending": False, "published_at": published_at} if published_at else {"pending": True})


@pytest.fixture
def mongo(own: Settings) -> Iterator[MongoClient[Document]]:
    with MongoClient[Document](own.mongo_url) as client:
        yield client


async def sweep(settings: Settings) -> None:
    client = connect(settings)
    while await AgedRows(client[settings.database("feedback")], KEPT).sweep():
        pass
    await close(client)


async def test_of_what_is_old_the_last_event_of_each_aggregate_stays(
    own: Settings, mongo: MongoClient[Document]
) -> None:
    outbox = mongo[own.database("feedback")]["outbox"]
    outbox.insert_many([row("ada", number, LONG_AGO) for number in (1, 2, 3)])
    outbox.insert_many([row("bea", 1, LONG_AGO), row("bea", 2, LONG_AGO), row("bea", 3, LATELY), row("bea", 4, None)])
    outbox.insert_many([row("cleo", 1, LATELY), row("held", 1, LONG_AGO, OPERATIONS)])

    await sweep(own)

    assert {found["_id"] for found in outbox.find()} == {"ada-3", "bea-2", "bea-3", "bea-4", "cleo-1"}


async def test_what_was_the_last_one_goes_when_a_later_one_is_old(own: Settings, mongo: MongoClient[Document]) -> None:
    outbox = mongo[own.database("feedback")]["outbox"]
    outbox.insert_many([row("ada", 1, LONG_AGO), row("bea", 1, LONG_AGO)])
    await sweep(own)
    outbox.insert_many([row("ada", 2, LONG_AGO), row("ada", 3, LONG_AGO)])

    await sweep(own)

    assert {found["_id"] for found in outbox.find()} == {"ada-3", "bea-1"}


async def test_rows_that_older_versions_let_expire_expire_no_more(own: Settings, mongo: MongoClient[Document]) -> None:
    outbox = mongo[own.database("feedback")]["outbox"]
    outbox.create_index([("published_at", 1)], expireAfterSeconds=7 * 86_400)
    client = connect(own)

    for _ in range(2):
        await create_indexes(client[own.database("feedback")], own, (), {})

    await close(client)
    assert not [index for index in outbox.index_information().values() if "expireAfterSeconds" in index]
