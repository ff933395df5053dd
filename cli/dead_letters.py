"""Records that were taken out of their streams: dead letters, and those that are parked."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.group import group
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json, print_table
from cli.services import NAMES, chosen

if TYPE_CHECKING:
    from cli.client import Client

app = group("Look at records that were taken out of their streams, and decide on them.")
Record = dict[str, Any]
COLUMNS = ("service", "state", "id", "type", "reason", "why")


class State(StrEnum):
    """What became of a record."""

    DEAD = "dead"
    PARKED = "parked"
    DISCARDED = "discarded"


Id = Annotated[str, typer.Argument(help="As `list` shows it.")]
OneService = Annotated[str, typer.Option("--service", help=f"Whose record it is: {', '.join(NAMES)}.")]


@app.command("list")
def list_records(
    key: Key,
    url: Url = LOCAL,
    service: Annotated[list[str] | None, typer.Option(help="One service, or several; all if none is named.")] = None,
    state: Annotated[State | None, typer.Option(help="Only those.")] = None,
    most: Annotated[int, typer.Option(min=1, max=100_000, help="Records of each service, the oldest first.")] = 100,
    as_json: Json = False,
) -> None:
    """What each service could not carry out, and why.

    For example:

        mentormesh dead-letters list --service matching --state parked
        mentormesh dead-letters list --json | jq length
    """
    names = chosen(service or ())

    async def read(client: "Client") -> list[Record]:
        return [record for name in names async for record in _some(client, name, state, most)]

    records = with_client(url, key, read)
    if as_json:
        print_json(records)
    else:
        print_table(COLUMNS, ([record[name] for name in COLUMNS] for record in records))


@app.command("show")
def show(id: Id, service: OneService, key: Key, url: Url = LOCAL, as_json: Json = False) -> None:
    """One record with its headers and its body.

    For example:

        mentormesh dead-letters show mentormesh.people.v1/0/17 --service matching
    """

    async def read(client: "Client") -> Record:
        found: Record = (await client.get(f"{_home(service)}/one", id=id)).body
        return found

    _print_one(with_client(url, key, read), as_json)


@app.command("redrive")
def redrive(
    id: Id, service: OneService, key: Key, url: Url = LOCAL, actor: Actor = None, as_json: Json = False
) -> None:
    """Try a record again now; those parked behind it follow in order.

    For example:

        mentormesh dead-letters redrive mentormesh.people.v1/0/17 --service matching
    """

    async def act(client: "Client") -> Record:
        found: Record = (await client.post(f"{_home(service)}/redrive", {"id": id})).body
        return found

    _print_one(with_client(url, key, act, actor), as_json)


@app.command("discard")
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
        found: Record = (await client.post(f"{_home(service)}/discard", {"id": id, "reason": reason})).body
        return found

    _print_one(with_client(url, key, act, actor), as_json)


def _home(service: str) -> str:
    (name,) = chosen([service])
    return f"/v1/operations/{name}/held-records"


async def _some(client: "Client", service: str, state: State | None, most: int) -> Any:
    left = most
    async for record in client.pages(_home(service), state=state, limit=min(most, 200)):
        yield {"service": service, **record}
        left -= 1
        if left == 0:
            return


def _print_one(record: Record, as_json: bool) -> None:
    if as_json:
        print_json(record)
    else:
        print_table(("", ""), ((name, value) for name, value in record.items() if value is not None))
