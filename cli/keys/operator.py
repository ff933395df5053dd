"""An operator's key, signed here."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from cli.errors import WrongUsage
from cli.output import Json, print_json

ORGANISATION = "operator"
"""Operators belong to no organisation of the network; this stands in its place."""


def operator(
    days: Annotated[int, typer.Option(min=1, max=400, help="How long it is valid.")] = 30, as_json: Json = False
) -> None:
    """Sign a key for operators with MENTORMESH_SIGNING_KEY. Nothing is asked of any server.

    It lets organisations in, gives them their first keys, and looks after dead letters.

    For example:

        export MENTORMESH_KEY=$(mentormesh keys operator --days 7)
    """
    from mentormesh_contracts.vocabulary import Scope
    from services.chassis.http.keys import CannotIssue, KeyRing
    from services.chassis.identity import new_id
    from services.chassis.settings import load_settings

    now, id = datetime.now(UTC).replace(microsecond=0), new_id()
    try:
        key = KeyRing.of(load_settings()).issue(id, ORGANISATION, [Scope.OPERATE], now, now + timedelta(days=days))
    except CannotIssue:
        raise WrongUsage(
            "MENTORMESH_SIGNING_KEY is not set: `mentormesh keys new-signing-key` makes one, for here and for partners"
        ) from None
    if as_json:
        print_json({"id": id, "key": key, "expires_at": now + timedelta(days=days)})
    else:
        typer.echo(key)
