"""Bringing a backup back, into databases and topics that hold nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bson.raw_bson import RawBSONDocument

from services.chassis.backup.checking import check
from services.chassis.backup.files import documents_of
from services.chassis.backup.manifest import BackupWrong, Manifest, Part
from services.chassis.kafka.ends import end_offsets
from services.chassis.kafka.topics import create_topics, inspect_topics
from services.chassis.mongo.driver import MAJORITY, Client, Database, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.mongo.reachable import RESTORING, require_database
from services.chassis.service import Service
from services.chassis.settings import Settings

AT_ONCE = 500
Told = Callable[[int, int], None]


class NotEmpty(Exception):
    """There is something where the backup would go."""


async def restore(
    settings: Settings, services: Sequence[Service], directory: Path, told: Told, *, replicas: int = 1
) -> Manifest:
    """Fill empty databases, and make the topics; the services fill those from their outboxes when they start.

    A restore that was interrupted is begun anew by running it again; until it is finished no service starts. Raises
    BackupWrong, NotEmpty, DatabaseAway, BrokerAway or TopicsWrong.
    """
    manifest = check(directory, lambda done, total: None)
    if unknown := set(manifest.services) - {service.name for service in services}:
        raise BackupWrong(f"it is of services that are not known here: {', '.join(sorted(unknown))}")
    await _require_empty_topics(settings)
    client = connect(settings)
    try:
        await require_database(client, settings)
        databases = {name: client[settings.database(name)] for name in manifest.services}
        await _require_empty(databases.values())
        for database in databases.values():
            await database[RESTORING].insert_one({"taken_at": manifest.taken_at})
        await _fill(databases, manifest, directory, told)
        await _index(client, settings, [service for service in services if service.name in databases])
        await create_topics(settings, replicas)
        for database in databases.values():
            await database.drop_collection(RESTORING)
    finally:
        await close(client)
    return manifest


async def _require_empty_topics(settings: Settings) -> None:
    """What is on them came after the backup: it would be told again, with the same numbers and other contents."""
    ends = await end_offsets(settings, await inspect_topics(settings))
    if filled := sorted({topic for (topic, _), end in ends.items() if end > 0}):
        raise NotEmpty(
            f"there are records on {', '.join(filled)}: drop the topics first, which takes the groups' offsets"
        )


async def _require_empty(databases: Iterable[Database]) -> None:
    for database in databases:
        names = await database.list_collection_names()
        if RESTORING in names:
            await database.client.drop_database(database.name)
        elif filled := [name for name in names if await database[name].find_one({}, {"_id": 1}) is not None]:
            raise NotEmpty(f"there is something in {database.name}: {', '.join(sorted(filled))}; drop it first")


async def _fill(databases: dict[str, Database], manifest: Manifest, directory: Path, told: Told) -> None:
    done = 0
    for part in manifest.parts:
        collection: Any = databases[part.service].get_collection(part.collection, write_concern=MAJORITY)
        for some in _parcels(part, directory):
            await collection.insert_many(some, ordered=False)
            done += len(some)
            told(done, manifest.documents)


def _parcels(part: Part, directory: Path) -> Iterator[list[RawBSONDocument]]:
    documents = documents_of(directory / part.file)
    while some := list(islice(documents, AT_ONCE)):
        yield some


async def _index(client: Client, settings: Settings, services: Sequence[Service]) -> None:
    for service in services:
        database = client[settings.database(service.name)]
        await create_indexes(database, settings, service.all_kinds, service.indexes)
