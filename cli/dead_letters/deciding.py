"""Give a record up."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.dead_letters.options import Id, OneService, Record, home, print_one
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json

if TYPE_CHECKING:
    from cli.client import Client


def discard(
    id: Id,
    service: OneService,
    reason: Annotated[str, typer.Option(help="Why it is given up; kept with the record.")],
    key: Key,
    url: Url = LOCAL,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Give a record up. What it would have changed stays unchanged; those behind it go on.

    For example:

        mentormesh dead-letters discard mentormesh.people.v1/0/17 --service matching --reason "sent by mistake"
    """

    async def act(client: "Client") -> Record:
        found: Record = (await client.post(f"{home(service)}/discard", {"id": id, "reason": reason})).body
        return found

    print_one(with_client(url, key, act, actor), as_json)
