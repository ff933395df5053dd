"""Try records again: one of them, or many."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.dead_letters.options import (
    OfAggregate,
    OfReason,
    OfTopic,
    OfType,
    Record,
    Services,
    State,
    ask_of_one,
    home,
)
from cli.errors import WrongUsage
from cli.options import LOCAL, Actor, Key, Url, with_client
from cli.output import Json, print_json, print_table
from cli.progress import progress
from cli.services import chosen

if TYPE_CHECKING:
    from cli.client import Client

A_PART = 100
OUTCOMES = ("applied", "held", "unreadable")
COLUMNS = ("service", *OUTCOMES, "left")
Summary = dict[str, Any]


def redrive(
    key: Key,
    id: Annotated[str | None, typer.Argument(help="As `list` shows it; else all that fit, or `--all`.")] = None,
    service: Services = None,
    everything: Annotated[bool, typer.Option("--all", help="All dead letters and parked records.")] = False,
    state: Annotated[State | None, typer.Option(help="Only dead or only parked ones.")] = None,
    reason: OfReason = None,
    topic: OfTopic = None,
    type: OfType = None,
    aggregate: OfAggregate = None,
    most: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="Records of each service, the oldest first.")
    ] = 10_000,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would become of them.")] = False,
    url: Url = LOCAL,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Try a record again now, or many of them; what is parked of the same key goes along, each key in its order.

    Applied: it had its effect. Held: it is still parked. Unreadable: it is still a dead letter. Left: beyond `--most`.
    With `--dry-run` those count as applied whose turn it would be, though their rule may still fail.

    For example:

        mentormesh dead-letters redrive mentormesh.people.v1/0/17 --service matching
        mentormesh dead-letters redrive --topic mentormesh.people.v1 --state dead --dry-run
        mentormesh dead-letters redrive --all --service matching
    """
    which = {"state": state, "reason": reason, "topic": topic, "type": type, "aggregate": aggregate}
    which = {name: value for name, value in which.items() if value is not None}
    _insist(id, service, everything, which, dry_run)
    if id is not None:
        ask_of_one((service or [""])[0], "redrive", {"id": id}, url, key, actor, as_json=as_json)
        return
    names = chosen(service or ())

    async def act(client: "Client") -> list[Summary]:
        with progress("records", sum([await _fitting(client, name, which, most) for name in names])) as done:
            return [await _many(client, name, {**which, "dry_run": dry_run}, most, done) for name in names]

    summaries = with_client(url, key, act, actor)
    if as_json:
        print_json(summaries)
    else:
        print_table(COLUMNS, ([summary[name] for name in COLUMNS] for summary in summaries))


def _insist(id: str | None, service: list[str] | None, everything: bool, which: Record, dry_run: bool) -> None:
    if which.get("state") is State.DISCARDED:
        raise WrongUsage("what was given up is not tried again: --state is dead or parked")
    if id is not None and (which or everything or dry_run):
        raise WrongUsage("name one record, or say which of many: not both")
    if id is not None and len(service or ()) != 1:
        raise WrongUsage("say whose record it is, with one --service")
    if id is None and not which and not everything:
        raise WrongUsage(
            "name a record, or say which of many by --state, --reason, --topic, --type, --aggregate or --all"
        )
    if which and everything:
        raise WrongUsage("--all leaves nothing to say by --state, --reason, --topic, --type or --aggregate")


async def _fitting(client: "Client", service: str, which: Record, most: int) -> int:
    """How many it may be at most, as far as they are counted apart."""
    counts = (await client.get(f"{home(service)}/counts")).body["items"]
    fixed = {name: which[name] for name in ("state", "reason", "topic") if name in which}
    fitting = [each for each in counts if each["state"] != State.DISCARDED and fixed.items() <= each.items()]
    number: int = sum(each["records"] for each in fitting)
    return min(most, number)


async def _many(client: "Client", service: str, which: Record, most: int, done: Callable[[], None]) -> Summary:
    tried: Counter[str] = Counter()
    left, after = most, None
    while left:
        part = {**which, "limit": min(left, A_PART), **({"after": after} if after else {})}
        answer = (await client.post(f"{home(service)}/redrive-many", part)).body
        tried.update({outcome: answer[outcome] for outcome in OUTCOMES})
        left -= part["limit"]
        for _ in range(part["limit"]):
            done()
        after = answer["next"]
        if after is None:
            break
    return {"service": service, **{outcome: tried[outcome] for outcome in OUTCOMES}, "left": after is not None}
