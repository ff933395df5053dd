"""A cycle is computed again from its receipt."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.cycles.looking import Id
from cli.errors import Failure
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json, print_table

if TYPE_CHECKING:
    from cli.client import Client

Replay = dict[str, Any]
LOOK_EVERY = 0.5
COLUMNS = ("outcome", "detail", "expected_hash", "result_hash", "expected_version", "engine_version")


def replay(
    id: Id,
    key: Key,
    url: Url = LOCAL,
    patience: Annotated[float, typer.Option(min=1, help="Seconds to wait for the outcome.")] = 600,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Compute a cycle again from its receipt: whether the result is the same, byte for byte. It changes nothing.

    Ends with exit code 1 if it is another one, or if it cannot be computed again.

    For example:

        mentormesh cycles replay 0199f3c2-6b1e-7c3a-9d41-0c5b7f0a2e11
    """
    found = with_client(url, key, lambda client: replayed(client, id, patience), actor)
    if as_json:
        print_json(found)
    else:
        print_table(("", ""), ((name, found[name]) for name in COLUMNS if found[name] is not None))
    if found["outcome"] != "same":
        raise Failure(str(found["detail"]))


async def replayed(client: "Client", id: str, patience: float) -> Replay:
    """The outcome of a replay. Raises Failure if there is none in so many seconds."""
    cycle = (await client.get(f"/v1/cycles/{id}")).body
    home = f"/v1/programmes/{cycle['programme_id']}/cycles/{id}"
    asked: Replay = (await client.post(f"{home}/replay")).body
    deadline = asyncio.get_running_loop().time() + patience
    while asked["outcome"] == "running":
        if asyncio.get_running_loop().time() > deadline:
            raise Failure(f"the replay is not over after {patience:g} seconds; it is {home}/replays/{asked['id']}")
        await asyncio.sleep(LOOK_EVERY)
        asked = (await client.get(f"{home}/replays/{asked['id']}")).body
    return asked
