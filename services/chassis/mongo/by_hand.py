"""Indexes that an operator asks for, before any service starts."""

from collections.abc import Iterable

from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.mongo.reachable import require_database
from services.chassis.service import Service
from services.chassis.settings import Settings


async def create_missing(settings: Settings, services: Iterable[Service]) -> dict[str, list[str]]:
    """Create the indexes that are missing; gives their names by `database.collection`.

    Safe to run twice and beside running services. Raises DatabaseAway.
    """
    client = connect(settings)
    try:
        await require_database(client, settings)
        created: dict[str, list[str]] = {}
        for service in services:
            database = client[settings.database(service.name)]
            before = await _names(database)
            await create_indexes(database, settings, service.all_kinds, service.indexes)
            created |= _new(database.name, before, await _names(database))
        return created
    finally:
        await close(client)


async def _names(database: Database) -> dict[str, set[str]]:
    collections = await database.list_collection_names(filter={"type": "collection"})
    return {name: set(await database[name].index_information()) for name in collections}


def _new(database: str, before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, list[str]]:
    new = {name: sorted(names - before.get(name, set())) for name, names in sorted(after.items())}
    return {f"{database}.{name}": names for name, names in new.items() if names}
