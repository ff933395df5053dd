"""Backups: all services' databases as of one moment, checked, and brought back."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.group import group
from cli.output import Json, print_json, print_table
from cli.progress import progress_of
from cli.services import NAMES, load

if TYPE_CHECKING:
    from services.chassis.backup.manifest import Manifest

app = group("Take a backup of all services as of one moment, check one, and bring one back.")
Folder = Annotated[Path, typer.Argument(help="The folder of the backup.", file_okay=False)]


@app.command("create")
def create(folder: Folder, as_json: Json = False) -> None:
    """Write everything that the services keep into a new folder, while they go on.

    All of it is as of one moment, outboxes and numbers included, so that what was on the topics can be told again. It
    holds people's names and addresses: keep it as safe as the database.

    For example:

        mentormesh backup create /backups/2026-11-26
    """
    from services.chassis.backup.taking import take
    from services.chassis.settings import load_settings

    with progress_of("documents") as told:
        manifest = asyncio.run(take(load_settings(), load(NAMES), folder, told))
    _show(manifest, as_json)


@app.command("check")
def check(folder: Folder, as_json: Json = False) -> None:
    """Read a backup, and see that it is what was written. Needs no server.

    For example:

        mentormesh backup check /backups/2026-11-26
    """
    from services.chassis.backup.checking import check as checked

    with progress_of("documents") as told:
        manifest = checked(folder, told)
    _show(manifest, as_json)


@app.command("restore")
def restore(
    folder: Folder,
    replicas: Annotated[int, typer.Option(min=1, max=7, help="Copies of each topic, on as many brokers.")] = 1,
    as_json: Json = False,
) -> None:
    """Bring a backup back, into empty databases and with empty topics, while no service runs.

    The services fill the topics from their outboxes when they start. Whoever was erased after the backup was taken is
    back, and must be erased again.

    For example:

        mentormesh backup restore /backups/2026-11-26 --replicas 3
    """
    from services.chassis.backup.restoring import restore as restored
    from services.chassis.settings import load_settings

    with progress_of("documents") as told:
        manifest = asyncio.run(restored(load_settings(), load(NAMES), folder, told, replicas=replicas))
    _show(manifest, as_json)


def _show(manifest: "Manifest", as_json: bool) -> None:
    if as_json:
        print_json(manifest.model_dump(mode="json"))
        return
    rows = [(part.service, part.collection, f"{part.documents:,}", f"{part.bytes:,}") for part in manifest.parts]
    print_table(("service", "collection", "documents", "bytes"), rows)
    typer.echo(f"{manifest.documents:,} documents, as of {manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC")
