"""The topics on the broker."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import Failure, WrongUsage
from cli.group import group
from cli.nearest import guess
from cli.output import Json, print_json, print_table
from cli.progress import progress_of
from cli.services import NAMES, load

if TYPE_CHECKING:
    from services.chassis.kafka.topics import TopicState

app = group("Create the topics of the table in the contracts, and look after them.")


@app.command("list")
def list_topics(as_json: Json = False) -> None:
    """The topics of the table, and how each of them is on the broker.

    For example:

        mentormesh topics list --json
    """
    _show(_inspected(), as_json)


@app.command("create")
def create(
    replicas: Annotated[int, typer.Option(min=1, max=7, help="Copies of each, on as many brokers.")] = 1,
    as_json: Json = False,
) -> None:
    """Create the topics that are missing. It is safe to do so again.

    For example:

        mentormesh topics create --replicas 3
    """
    from services.chassis.kafka.topics import create_topics
    from services.chassis.settings import load_settings

    created = asyncio.run(create_topics(load_settings(), replicas))
    if as_json:
        print_json({"created": created})
    else:
        typer.echo("\n".join(f"created {name}" for name in created) or "all topics are there already")


@app.command("check")
def check(as_json: Json = False) -> None:
    """End with exit code 1 unless every topic is there with its partitions.

    For example:

        mentormesh topics check && mentormesh serve
    """
    states = _inspected()
    _show(states, as_json)
    if wrong := [state.name for state in states if not state.is_right]:
        raise Failure(f"not as the table says: {', '.join(wrong)}; `mentormesh topics create` makes missing ones")


@app.command("refill")
def refill(
    services: Annotated[list[str] | None, typer.Argument(help="Whose topics.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Those of all services.")] = False,
    topic: Annotated[list[str] | None, typer.Option(help="Only this one, or these.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would be published.")] = False,
    as_json: Json = False,
) -> None:
    """Publish again what the outbox keeps: all of the last days, and the last event of each aggregate.

    A service does so by itself when its broker has lost topics. Events come in the order of each aggregate, before
    anything new; whoever has heard them before drops them by their sequence. The running service does the work, and
    goes on with it if this command is interrupted. Events that are older than the outbox keeps them, and not the
    last of their aggregate, are not published again.

    For example:

        mentormesh topics refill profile --dry-run
        mentormesh topics refill --all
        mentormesh topics refill matching --topic mentormesh.programmes.v1
    """
    wanted = _wanted(services or [], every, topic or [])
    found = {name: asyncio.run(_refilled(name, topics, dry_run)) for name, topics in wanted.items()}
    if as_json:
        print_json({"dry_run": dry_run, "events": found})
    else:
        heading = "events kept" if dry_run else "events published again"
        print_table(("service", heading), found.items())


def _wanted(services: list[str], every: bool, topics: list[str]) -> dict[str, list[str]]:
    if every == bool(services):
        raise WrongUsage("name the services whose topics are to be filled again, or say --all")
    writes = {service.name: service.publishes_to for service in load(NAMES if every else services)}
    written = {topic for each in writes.values() for topic in each}
    for topic in topics:
        if topic not in written:
            raise WrongUsage(f"no topic {topic!r} is written by {', '.join(writes)}; {guess(topic, sorted(written))}")
    chosen = {name: [topic for topic in each if not topics or topic in topics] for name, each in writes.items()}
    return {name: each for name, each in chosen.items() if each}


async def _refilled(service: str, topics: list[str], dry_run: bool) -> int:
    from services.chassis.relay.by_hand import count_kept, refill
    from services.chassis.settings import load_settings

    if dry_run:
        return sum((await count_kept(load_settings(), service, topics)).values())
    with progress_of(f"topics of {service}") as told:
        return await refill(load_settings(), service, topics, told)


def _inspected() -> "list[TopicState]":
    from services.chassis.kafka.topics import inspect_topics
    from services.chassis.settings import load_settings

    return asyncio.run(inspect_topics(load_settings()))


def _show(states: "list[TopicState]", as_json: bool) -> None:
    if as_json:
        print_json([_described(state) for state in states])
        return
    rows = ((state.name, _condition(state), state.topic.partitions, state.topic.owner) for state in states)
    print_table(("topic", "state", "partitions", "written by"), rows)


def _described(state: "TopicState") -> dict[str, object]:
    return {
        "name": state.name,
        "right": state.is_right,
        "partitions": state.partitions,
        "partitions_wanted": state.topic.partitions,
        "written_by": state.topic.owner,
        "configuration": dict(state.topic.configuration),
    }


def _condition(state: "TopicState") -> str:
    if state.is_right:
        return "right"
    return f"has {state.partitions} partitions" if state.partitions else "missing"
