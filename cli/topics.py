"""The topics on the broker."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import Failure
from cli.group import group
from cli.output import Json, print_json, print_table

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
