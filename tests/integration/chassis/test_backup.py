"""Everything is lost, and brought back as of one moment; whoever goes on tells no event twice under one number."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local import Servers
from services.chassis.backup.checking import check
from services.chassis.backup.manifest import NAME, BackupWrong, Manifest
from services.chassis.backup.restoring import NotEmpty, restore
from services.chassis.backup.taking import FolderInUse, take
from services.chassis.kafka.topics import create_topics, open_admin
from services.chassis.mongo.driver import Database, Document, close, connect
from services.chassis.mongo.reachable import RESTORING, HalfRestored
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import assert_exact, total
from tests.integration.chassis.toy import TOY
from tests.integration.support.installation import install
from tests.integration.support.office import Office

PEOPLE = [f"person-{number}" for number in range(20)]


@pytest.fixture
async def alone(servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation of this test's own, whose broker is not taken to be forgetful."""
    return await install(servers, fresh_names, batch_size=50, kafka_forgetful=False)


@pytest.fixture
async def database(alone: Settings) -> AsyncIterator[Database]:
    """The service's own."""
    client = connect(alone)
    yield client[alone.database(TOY.name)]
    await close(client)


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


async def taken(settings: Settings, folder: Path) -> Manifest:
    return await take(settings, [TOY], folder, quietly)


async def brought_back(settings: Settings, folder: Path) -> Manifest:
    return await restore(settings, [TOY], folder, quietly)


async def count_all(office: Office, told: Counter[str]) -> None:
    """Everybody is counted once more."""
    await asyncio.gather(*(office.post(f"/v1/tallies/{id}/count", "org", {}) for id in PEOPLE))
    told.update(PEOPLE)


async def contents(database: Database) -> dict[str, list[Document]]:
    """All that is kept, but for who owns what."""
    names = sorted(set(await database.list_collection_names()) - {"leases"})
    kept = {name: await database[name].find().sort("_id", 1).to_list(None) for name in names}
    return {name: documents for name, documents in kept.items() if documents}


async def lose_everything(settings: Settings, database: Database) -> None:
    """The database, and every topic with what is on it."""
    await database.client.drop_database(database.name)
    admin = await open_admin(settings)
    try:
        names = [name for name in await admin.list_topics() if name.startswith(settings.namespace)]
        await admin.delete_topics(names)
    finally:
        await admin.close()


@pytest.mark.slow
async def test_everything_is_lost_and_comes_back_and_goes_on(
    alone: Settings, database: Database, tmp_path: Path
) -> None:
    told: Counter[str] = Counter()
    async with Office.opened(TOY, alone) as office:
        await count_all(office, told)
        await count_all(office, told)
    before = await contents(database)
    manifest = await taken(alone, tmp_path / "backup")
    assert manifest.documents == sum(len(documents) for documents in before.values())
    async with Office.opened(TOY, alone) as office:
        await count_all(office, Counter())  # after the backup: nobody will know of it
    await lose_everything(alone, database)

    await brought_back(alone, tmp_path / "backup")
    assert await contents(database) == before
    async with Office.opened(TOY, alone) as office:
        await count_all(office, told)
        await assert_exact(database, alone, told)


@pytest.mark.slow
async def test_a_backup_is_as_of_one_moment_while_the_service_goes_on(
    alone: Settings, database: Database, tmp_path: Path
) -> None:
    async with Office.opened(TOY, alone) as office:
        await count_all(office, Counter())
        working = asyncio.create_task(_go_on(office))
        manifests = [await taken(alone, tmp_path / f"backup-{number}") for number in range(3)]
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    assert len({manifest.documents for manifest in manifests}) > 1, "nothing happened meanwhile"
    await lose_everything(alone, database)
    await brought_back(alone, tmp_path / "backup-2")
    # Each count is a state, an event in the outbox and an answer, all by one transaction.
    assert (
        await total(database)
        == await database["outbox"].count_documents({})
        == await database["answers"].count_documents({})
    )


async def _go_on(office: Office) -> None:
    while True:
        await count_all(office, Counter())


async def test_it_comes_back_only_where_nothing_is(alone: Settings, database: Database, tmp_path: Path) -> None:
    async with Office.opened(TOY, alone) as office:
        await count_all(office, Counter())
    await taken(alone, tmp_path / "backup")
    with pytest.raises(FolderInUse, match="is not empty"):
        await taken(alone, tmp_path / "backup")
    with pytest.raises(NotEmpty, match="there are records on mentormesh"):
        await brought_back(alone, tmp_path / "backup")
    await lose_everything(alone, database)
    await database["tallies"].insert_one({"_id": "somebody"})
    with pytest.raises(NotEmpty, match=r"there is something in .*: tallies"):
        await brought_back(alone, tmp_path / "backup")


async def test_nobody_works_on_half_of_it_and_it_can_be_begun_anew(
    alone: Settings, database: Database, tmp_path: Path
) -> None:
    async with Office.opened(TOY, alone) as office:
        await count_all(office, Counter())
    before = await contents(database)
    await taken(alone, tmp_path / "backup")
    await lose_everything(alone, database)
    await database[RESTORING].insert_one({})
    await database["tallies"].insert_one({"_id": "half of it"})
    await create_topics(alone)
    runtime = Runtime(TOY, alone)
    with pytest.raises(HalfRestored, match="begin it anew"):
        await runtime.start()
    await runtime.stop()
    await brought_back(alone, tmp_path / "backup")
    assert await contents(database) == before


async def test_what_was_changed_or_cut_off_is_not_brought_back(
    alone: Settings, database: Database, tmp_path: Path
) -> None:
    async with Office.opened(TOY, alone) as office:
        await count_all(office, Counter())
    folder = tmp_path / "backup"
    manifest = await taken(alone, folder)
    assert check(folder, quietly) == manifest
    assert folder.stat().st_mode & 0o077 == 0
    (part,) = [part for part in manifest.parts if part.collection == "tallies"]
    whole = (folder / part.file).read_bytes()
    for spoilt, why in ((whole[:-10], "SHA-256"), (whole[:50] + b"x" + whole[51:], "SHA-256")):
        (folder / part.file).write_bytes(spoilt)
        with pytest.raises(BackupWrong, match=why):
            check(folder, quietly)
    (folder / part.file).unlink()
    with pytest.raises(BackupWrong, match="is missing"):
        check(folder, quietly)
    (folder / NAME).unlink()
    await lose_everything(alone, database)
    with pytest.raises(BackupWrong, match="no backup, or one that was not finished"):
        await brought_back(alone, folder)
    assert await contents(database) == {}


async def test_a_service_is_told_of_by_name(alone: Settings, tmp_path: Path) -> None:
    folder: Any = tmp_path / "backup"
    await taken(alone, folder)
    with pytest.raises(BackupWrong, match="services that are not known here: feedback"):
        await restore(alone, [], folder, quietly)
