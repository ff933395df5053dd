"""Give a record up, or those that never come."""

from typing import Annotated

import typer

from cli.dead_letters.options import Id, OneService, ask_of_one
from cli.options import LOCAL, Actor, Key, Url
from cli.output import Json


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
    ask_of_one(service, "discard", {"id": id, "reason": reason}, url, key, actor, as_json=as_json)


def pass_over(
    id: Id,
    service: OneService,
    after: Annotated[int, typer.Option(min=0, help="The last number applied, as `show` tells it: last_applied.")],
    reason: Annotated[str, typer.Option(help="Why they will never come; kept for the audit.")],
    key: Key,
    url: Url = LOCAL,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Let a parked record go on without the numbers before it that never come. One that does come has no effect.

    For example:

        mentormesh dead-letters pass-over mentormesh.people.v1/ada/7 --after 4 --service matching --reason "lost"
    """
    body = {"id": id, "last_applied": after, "reason": reason}
    ask_of_one(service, "pass-over", body, url, key, actor, as_json=as_json)
