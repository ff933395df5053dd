"""Taking a backup: one session reads everything as of one moment, while the services go on."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bson.raw_bson import RawBSONDocument
from pymongo.errors import OperationFailure

from services.chassis.backup.files import RAW, PartWriter
from services.chassis.backup.manifest import Manifest, Part
from services.chassis.mongo.driver import Client, Database, Session, close, connect, open_session
from services.chassis.mongo.reachable import require_database
from services.chassis.service import Service
from services.chassis.settings import Settings

LEFT_OUT = frozenset({"leases"})
"""Who owns what at the moment is nothing to go back to."""
SNAPSHOT_TOO_OLD, SNAPSHOT_UNAVAILABLE = 239, 246
TELL_EVERY = 500
Told = Callable[[int, int], None]
"""How many documents are done, and of how many, about."""


class FolderInUse(Exception):
    """There is something in the folder already."""


class BackupTooSlow(Exception):
    """The database has forgotten the moment that was being read."""


async def take(settings: Settings, services: Sequence[Service], directory: Path, told: Told) -> Manifest:
    """Write all collections of the services into a new folder.

    Costs one look at every document. Raises FolderInUse, DatabaseAway, BackupTooSlow; what was written so far stays,
    without a manifest.
    """
    _begin(directory)
    client = connect(settings)
    try:
        await require_database(client, settings)
        manifest = await _taken(client, settings, services, directory, told)
    except OperationFailure as error:
        if error.code not in (SNAPSHOT_TOO_OLD, SNAPSHOT_UNAVAILABLE):
            raise
        raise BackupTooSlow(
            "the database keeps the past for too short a time to read all of it as of one moment; set its parameter "
            "minSnapshotHistoryWindowInSeconds higher (300 by default) and begin anew in another folder"
        ) from error
    finally:
        await close(client)
    manifest.write(directory)
    return manifest


def _begin(directory: Path) -> None:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise FolderInUse(f"{directory} is not empty: every backup has a folder of its own")


async def _taken(
    client: Client, settings: Settings, services: Sequence[Service], directory: Path, told: Told
) -> Manifest:
    databases = {service.name: client[settings.database(service.name)] for service in services}
    collections = {name: await _collections(database) for name, database in databases.items()}
    total = 0
    for name, database in databases.items():
        for collection in collections[name]:
            total += await database[collection].estimated_document_count()
    taken_at = datetime.now(UTC)
    parts: list[Part] = []
    done = 0
    async with await open_session(client, snapshot=True) as session:
        for name, database in databases.items():
            for collection in collections[name]:
                with PartWriter(directory, name, collection) as writer:
                    async for document in _documents(database, collection, session):
                        writer.write(document)
                        done += 1
                        if done % TELL_EVERY == 0:
                            told(done, total)
                    parts.append(writer.part())
    told(done, done)
    return Manifest(taken_at=taken_at, services=tuple(databases), parts=tuple(parts))


async def _collections(database: Database) -> list[str]:
    names = await database.list_collection_names()
    return sorted(name for name in names if name not in LEFT_OUT and not name.startswith("system."))


async def _documents(database: Database, collection: str, session: Session) -> AsyncIterator[RawBSONDocument]:
    raw: Any = database.get_collection(collection, codec_options=RAW)
    async for document in raw.find({}, session=session, batch_size=1000):
        yield document
