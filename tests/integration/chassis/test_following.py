"""What changes in a collection is told to whoever keeps a copy in memory: all of it, in order, with either driver."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from services.chassis.mongo.documents import Stored, to_document
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.following import PART, Changed, Following, following
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope
from services.chassis.settings import Settings
from services.deciding import Aggregate

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Pebble(Aggregate):
    """Something to follow."""

    KIND = "pebbles"


class Shell(Pebble):
    """Something else."""

    KIND = "shells"


def document(kind: type[Aggregate], id: str, revision: int = 1) -> dict[str, object]:
    return to_document(Stored(kind(id=id), revision, revision, 0, datetime.now(UTC)))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["pymongo", "motor"])
async def database(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[Database]:
    client = connect(settings.model_copy(update={"mongo_driver": request.param}))
    yield client[settings.database(f"following_{request.param}")]
    await close(client)


async def told(changes: Following) -> list[Changed]:
    return [change async for part in changes.new() for change in part]


async def test_every_change_from_now_on_is_told_once(database: Database) -> None:
    await database["pebbles"].insert_one(document(Pebble, "before"))
    await database["shells"].insert_one(document(Shell, "the last before"))
    async with following(database, [Pebble]) as changes:
        await database["pebbles"].insert_one(document(Pebble, "one"))
        await database["shells"].insert_one(document(Shell, "another kind"))
        await database["pebbles"].replace_one({"_id": "one"}, document(Pebble, "one", 2))
        await database["pebbles"].update_one({"_id": "one"}, {"$inc": {"version": 1}})
        await database["pebbles"].delete_one({"_id": "before"})
        found = await told(changes)
        assert [(each.kind, each.id) for each in found] == [("pebbles", "one")] * 2 + [("pebbles", "before")]
        assert [each.document and each.document["revision"] for each in found] == [1, 2, None]
        assert await told(changes) == []


async def test_many_changes_come_in_parts(database: Database) -> None:
    async with following(database, [Shell]) as changes:
        many = [document(Shell, f"{number}") for number in range(2 * PART + 1)]
        await database["shells"].insert_many(many)
        sizes = [len(part) async for part in changes.new()]
    assert sizes == [PART, PART, 1]


async def test_a_copy_begins_with_every_document(database: Database) -> None:
    await database["pebbles"].delete_many({})
    await database["pebbles"].insert_many([document(Pebble, f"{number}") for number in range(5)])
    read = Reader(database, NetworkScope("a test"))
    parts = [part async for part in read.documents(Pebble, 2)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert {each["_id"] for part in parts for each in part} == {f"{number}" for number in range(5)}
