"""Servers on one's own machine."""

import asyncio
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import tell

if TYPE_CHECKING:
    from cli.supervision import Supervisor


def local(
    directory: Annotated[Path, typer.Option(help="Where they keep their data and logs.")] = Path(".local/servers"),
    keep: Annotated[bool, typer.Option("--keep", help="Take up the database of the last run.")] = False,
) -> None:
    """Start Kafka's wire, MongoDB and Valkey out of wheels, and stay up until Ctrl-C.

    Prints where they are, as variables for other terminals. A server that the environment names already is not
    started. The embedded broker keeps everything in memory: the topics are made anew each time, and `--keep` is about
    the database alone. A server that ends by itself is started again where it was; services that run fill the topics
    again from what their outboxes keep. KAFKA=apache in the environment starts Apache Kafka instead, which is kept as
    well; it needs Java 17 or later, and Maven.

    For example:

        mentormesh local
        mentormesh local --directory .local/mine --keep
        KAFKA=apache mentormesh local --keep
    """
    from cli.supervision import Supervisor
    from deploy.local import start_servers
    from services.chassis.kafka.topics import create_topics
    from services.chassis.settings import load_settings

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with start_servers(directory, keep=keep) as servers:
        told = servers.environment()
        settings = load_settings(kafka_url=servers.kafka_url)
        asyncio.run(create_topics(settings))
        for name, value in sorted(told.items()):
            typer.echo(f"export {name}='{value}'")
        _until_ctrl_c(Supervisor(servers, settings, tell))


def _until_ctrl_c(supervisor: "Supervisor") -> None:
    try:
        tell("the servers are up and have their topics; Ctrl-C stops them")
        asyncio.run(supervisor.watch())
    except KeyboardInterrupt:
        tell("stopping")
