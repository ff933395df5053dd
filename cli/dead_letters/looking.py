"""What each service could not carry out, and why."""

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.dead_letters.options import (
    Id,
    OfAggregate,
    OfReason,
    OfTopic,
    OfType,
    OneService,
    Record,
    Services,
    State,
    home,
    print_one,
)
from cli.options import LOCAL, Key, Url, with_client
from cli.output import Json, print_json, print_table
from cli.services import chosen

if TYPE_CHECKING:
    from cli.client import Client

COLUMNS = ("service", "state", "id", "type", "reason", "why")
OF_DISCARDED = ("service", "id", "type", "discarded_at", "discarded_by", "discard_reason")
COUNTED = ("service", "state", "topic", "reason", "records", "oldest_held_at", "age")


def list_records(
    key: Key,
    url: Url = LOCAL,
    service: Services = None,
    state: Annotated[State | None, typer.Option(help="Only those.")] = None,
    reason: OfReason = None,
    topic: OfTopic = None,
    type: OfType = None,
    aggregate: OfAggregate = None,
    most: Annotated[int, typer.Option(min=1, max=100_000, help="Records of each service, the oldest first.")] = 100,
    as_json: Json = False,
) -> None:
    """What each service could not carry out, and why. Of those given up: who did, when and why.

    For example:

        mentormesh dead-letters list --service matching --state parked
        mentormesh dead-letters list --state discarded
        mentormesh dead-letters list --json | jq length
    """
    names = chosen(service or ())
    which = {"state": state, "reason": reason, "topic": topic, "type": type, "aggregate": aggregate}

    async def read(client: "Client") -> list[Record]:
        return [record for name in names async for record in _some(client, name, which, most)]

    records = with_client(url, key, read)
    columns = OF_DISCARDED if state is State.DISCARDED else COLUMNS
    if as_json:
        print_json(records)
    else:
        print_table(columns, ([record[name] for name in columns] for record in records))


async def _some(client: "Client", service: str, which: Mapping[str, Any], most: int) -> AsyncIterator[Record]:
    left = most
    async for record in client.pages(home(service), limit=min(most, 200), **which):
        yield {"service": service, **record}
        left -= 1
        if left == 0:
            return


def count(key: Key, url: Url = LOCAL, service: Services = None, as_json: Json = False) -> None:
    """How many each service holds, by state, topic and reason, and since when.

    For example:

        mentormesh dead-letters count
        mentormesh dead-letters count --service matching --json
    """
    names = chosen(service or ())

    async def read(client: "Client") -> list[Record]:
        answers = [(name, (await client.get(f"{home(name)}/counts")).body) for name in names]
        return [{"service": name, **each} for name, answer in answers for each in answer["items"]]

    counts = with_client(url, key, read)
    if as_json:
        print_json(counts)
        return
    rows = [{**each, "age": _age(each["oldest_seconds"])} for each in counts]
    print_table(COUNTED, ([row[name] for name in COUNTED] for row in rows))


def _age(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)[:20] or "0 s"


def show(
    id: Id,
    service: OneService,
    key: Key,
    url: Url = LOCAL,
    body_bytes: Annotated[int, typer.Option(min=0, max=1_000_000, help="Of the body, at most.")] = 10_000,
    as_json: Json = False,
) -> None:
    """One record: its content, why it is held, what waits behind it, and what to do.

    For example:

        mentormesh dead-letters show mentormesh.people.v1/0/17 --service matching
    """

    async def read(client: "Client") -> Record:
        found: Record = (await client.get(f"{home(service)}/one", id=id, body_bytes=body_bytes)).body
        return found

    print_one(with_client(url, key, read), as_json)
