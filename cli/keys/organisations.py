"""The keys of organisations, through the API."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import WrongUsage, tell
from cli.nearest import guess
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json, print_table

if TYPE_CHECKING:
    from cli.client import Client

PATH = "/v1/credentials"
SCOPES = ("read", "roster", "coordinate", "confide", "administer", "operate")
Id = Annotated[str, typer.Argument(help="The key's id, as `list` shows it; not its secret.")]
Days = Annotated[int | None, typer.Option(min=1, max=400, help="How long it is valid; absent: as the API decides.")]
Issued = dict[str, Any]


def issue(
    key: Key,
    scope: Annotated[list[str], typer.Option(help=f"What it may do: {', '.join(SCOPES)}; may be repeated.")],
    url: Url = LOCAL,
    organisation: Annotated[str | None, typer.Option(help="Id of another organisation; for operators only.")] = None,
    days: Days = None,
    label: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Issue a key and print it. It is shown this once and kept nowhere.

    For example:

        mentormesh keys issue --scope read --scope roster --label "HR export" --days 90
        mentormesh keys issue --organisation 0192… --scope administer --scope read
    """
    for name in scope:
        if name not in SCOPES:
            raise WrongUsage(f"there is no scope {name!r}; {guess(name, SCOPES)}")
    wish = {"organisation_id": organisation, "scopes": scope, "expires_at": _in(days), "label": label}
    body = {name: value for name, value in wish.items() if value is not None}

    async def act(client: "Client") -> Issued:
        issued: Issued = (await client.post(PATH, body)).body
        return issued

    _show_once(with_client(url, key, act, actor), as_json)


def rotate(
    id: Id,
    key: Key,
    url: Url = LOCAL,
    days: Days = None,
    grace_hours: Annotated[int, typer.Option(min=0, max=720, help="How long the old key stays valid.")] = 24,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Issue a successor with the same scopes and print it. The old key is revoked after a grace time.

    For example:

        mentormesh keys rotate 0192… --grace-hours 48
    """
    wish = {"expires_at": _in(days), "grace_hours": grace_hours}
    body = {name: value for name, value in wish.items() if value is not None}

    async def act(client: "Client") -> Issued:
        issued: Issued = (await client.post(f"{PATH}/{id}/rotate", body)).body
        return issued

    _show_once(with_client(url, key, act, actor), as_json)


def revoke(id: Id, key: Key, url: Url = LOCAL, actor: Actor = None, as_json: Json = False) -> None:
    """Revoke a key now. Every service refuses it within seconds.

    For example:

        mentormesh keys revoke 0192…
    """

    async def act(client: "Client") -> Issued:
        revoked: Issued = (await client.post(f"{PATH}/{id}/revoke")).body
        return revoked

    revoked = with_client(url, key, act, actor)
    if as_json:
        print_json(revoked)
    else:
        typer.echo(f"{revoked['id']} is revoked since {revoked['revoked_at']}")


def list_keys(key: Key, url: Url = LOCAL, as_json: Json = False) -> None:
    """The organisation's keys, without their secrets; for an operator's key those of all organisations.

    For example:

        mentormesh keys list --json
    """

    async def read(client: "Client") -> list[Issued]:
        return [issued async for issued in client.pages(PATH)]

    keys = with_client(url, key, read)
    if as_json:
        print_json(keys)
    else:
        print_table(("id", "organisation", "status", "expires", "scopes", "label"), map(_row, keys))


def _in(days: int | None) -> datetime | None:
    return None if days is None else datetime.now(UTC) + timedelta(days=days)


def _show_once(issued: Issued, as_json: bool) -> None:
    if as_json:
        print_json(issued)
        return
    typer.echo(issued["secret"])
    tell(f"key {issued['id']}: {', '.join(issued['scopes'])}; valid until {issued['expires_at']}")


def _row(key: Issued) -> tuple[object, ...]:
    scopes = ", ".join(key["scopes"])
    return key["id"], key["organisation_id"], key["status"], key["expires_at"], scopes, key["label"]
