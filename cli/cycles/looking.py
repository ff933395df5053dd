"""Cycles of one's own programmes, and one of them with everything that it says of itself."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import LOCAL, Key, Url, with_client
from cli.output import Json, print_json, print_table

if TYPE_CHECKING:
    from cli.client import Client

Cycle = dict[str, Any]
COLUMNS = ("id", "programme_id", "status", "policy_version", "started_at", "ended_at")
Id = Annotated[str, typer.Argument(help="As `list` shows it.")]


class Status(StrEnum):
    """How a cycle stands."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


def list_cycles(
    key: Key,
    url: Url = LOCAL,
    status: Annotated[Status | None, typer.Option(help="Only those.")] = None,
    most: Annotated[int, typer.Option(min=1, max=100_000, help="Cycles, in the order of their last change.")] = 100,
    as_json: Json = False,
) -> None:
    """The cycles of one's own programmes.

    For example:

        mentormesh cycles list --status running
    """

    async def read(client: "Client") -> list[Cycle]:
        found: list[Cycle] = []
        async for cycle in client.pages("/v1/cycles", status=status, limit=min(most, 200)):
            found.append(cycle)
            if len(found) == most:
                break
        return found

    cycles = with_client(url, key, read)
    if as_json:
        print_json(cycles)
    else:
        print_table(COLUMNS, ([cycle[name] for name in COLUMNS] for cycle in cycles))


def show(id: Id, key: Key, url: Url = LOCAL, as_json: Json = False) -> None:
    """One cycle: how it stands, its totals, its audit and its receipt.

    For example:

        mentormesh cycles show 0199f3c2-6b1e-7c3a-9d41-0c5b7f0a2e11
    """
    cycle = with_client(url, key, lambda client: described(client, id))
    if as_json:
        print_json(cycle)
    else:
        print_table(("", ""), _lines(cycle))


async def described(client: "Client", id: str) -> Cycle:
    """The cycle with its audit and receipt, as far as they are there and one may see them."""
    cycle: Cycle = (await client.get(f"/v1/cycles/{id}")).body
    home = f"/v1/programmes/{cycle['programme_id']}/cycles/{id}"
    return {
        **cycle,
        "audit": await _if_any(client, f"{home}/audit"),
        "receipt": await _if_any(client, f"{home}/receipt"),
    }


async def _if_any(client: "Client", path: str) -> Any:
    from cli.client.answer import ApiProblem

    try:
        return (await client.get(path)).body
    except ApiProblem as problem:
        if problem.status in (403, 404, 409):
            return None
        raise


def _lines(fields: Cycle, within: str = "") -> list[tuple[str, object]]:
    lines: list[tuple[str, object]] = []
    for name, value in fields.items():
        if isinstance(value, dict):
            lines += _lines(value, f"{within}{name}.")
        elif isinstance(value, list):
            lines += [(f"{within}{name}", _short(each)) for each in value]
        elif value is not None:
            lines.append((f"{within}{name}", value))
    return lines


def _short(item: object) -> object:
    return " ".join(f"{name}={value}" for name, value in item.items()) if isinstance(item, dict) else item
