"""The indexes in the databases of the services."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.group import group
from cli.output import Json, print_json
from cli.services import load

if TYPE_CHECKING:
    from services.chassis.service import Service

app = group("Create the indexes that the services need.")


@app.command("create")
def create(
    services: Annotated[list[str] | None, typer.Argument(help="Whose; those of all if none is named.")] = None,
    as_json: Json = False,
) -> None:
    """Create the indexes that are missing. It is safe to do so again, and beside running services.

    A service does so by itself when it starts. Done before, a start never waits for an index over many documents.

    For example:

        mentormesh indexes create
        mentormesh indexes create matching --json
    """
    created = asyncio.run(_created(load(services or ())))
    if as_json:
        print_json({"created": created})
    else:
        lines = [f"created {name} of {kind}" for kind, names in created.items() for name in names]
        typer.echo("\n".join(lines) or "all indexes are there already")


async def _created(services: "list[Service]") -> dict[str, list[str]]:
    from services.chassis.mongo.by_hand import create_missing
    from services.chassis.settings import load_settings

    return await create_missing(load_settings(), services)
