"""Indexes are made again and again, and follow the settings."""

from collections.abc import AsyncIterator

import pytest

from deploy.local import Servers
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.indexes import create_indexes, wanted_indexes
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.toy import TOY
from tests.told_settings import settings_of


@pytest.fixture
def alone(servers: Servers, fresh_names: FreshNames) -> Settings:
    """Names of this test's own."""
    return settings_of(servers.environment(), namespace=fresh_names.namespace)


@pytest.fixture
async def database(alone: Settings) -> AsyncIterator[Database]:
    """Nothing is in it."""
    client = connect(alone)
    yield client[alone.database(TOY.name)]
    await client.drop_database(alone.database(TOY.name))
    await close(client)


async def made(database: Database, settings: Settings) -> dict[str, set[str]]:
    await create_indexes(database, settings, TOY.all_kinds, TOY.indexes)
    wanted = wanted_indexes(settings, TOY.all_kinds, TOY.indexes)
    return {name: set(await database[name].index_information()) - {"_id_"} for name in wanted}


async def test_they_are_those_that_are_wanted_however_often_they_are_made(database: Database, alone: Settings) -> None:
    wanted = {
        collection: {model.document["name"] for model in models}
        for collection, models in wanted_indexes(alone, TOY.all_kinds, TOY.indexes).items()
    }
    assert await made(database, alone) == wanted
    assert await made(database, alone) == wanted


async def test_answers_are_kept_as_long_as_the_settings_say_now(database: Database, alone: Settings) -> None:
    for hours in (48, 24, 72):
        await made(database, alone.model_copy(update={"answers_keep_hours": hours}))
        kept = (await database["answers"].index_information())["answered_at_1"]["expireAfterSeconds"]
        assert kept == hours * 3600
