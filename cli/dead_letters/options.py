"""What the verbs on held records have in common."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import WrongUsage
from cli.options import with_client
from cli.output import print_json, print_table
from cli.services import NAMES, chosen

if TYPE_CHECKING:
    from cli.client import Client

Record = dict[str, Any]


class State(StrEnum):
    """What became of a record."""

    DEAD = "dead"
    PARKED = "parked"
    DISCARDED = "discarded"


class Why(StrEnum):
    """Why a record was taken out of its stream."""

    MALFORMED = "malformed"
    FAILED = "failed"
    WAITING = "waiting"
    GAP = "gap"


Id = Annotated[str, typer.Argument(help="As `list` shows it.")]
OneService = Annotated[str, typer.Option("--service", help=f"Whose record it is: {', '.join(NAMES)}.")]
Services = Annotated[list[str] | None, typer.Option("--service", help="One service, or several; all if none is named.")]
OfReason = Annotated[Why | None, typer.Option(help="Only those.")]
OfTopic = Annotated[str | None, typer.Option(help="Only those of this topic.")]
OfType = Annotated[str | None, typer.Option(help="Only events of this type.")]
OfAggregate = Annotated[str | None, typer.Option(help="Only those about the aggregate with this id.")]


def home(service: str) -> str:
    """Where a service's held records are. Raises WrongUsage if there is no such service, or if all are meant."""
    names = chosen([service])
    if len(names) > 1:
        raise WrongUsage(f"a record is held by one service: --service is one of {', '.join(NAMES)}")
    return f"/v1/operations/{names[0]}/held-records"


def ask_of_one(service: str, verb: str, body: Record, url: str, key: str, actor: str | None, *, as_json: bool) -> None:
    """Have something done to one of a service's records, and print what became of it."""

    async def act(client: "Client") -> Record:
        found: Record = (await client.post(f"{home(service)}/{verb}", body)).body
        return found

    print_one(with_client(url, key, act, actor), as_json)


def print_one(record: Record, as_json: bool) -> None:
    """All of it that is there."""
    if as_json:
        print_json(record)
    else:
        print_table(("", ""), ((name, _cell(value)) for name, value in record.items() if value not in (None, [])))


def _cell(value: Any) -> object:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {one}" for name, one in value.items())
    return "\n".join(map(str, value)) if isinstance(value, list) else value
