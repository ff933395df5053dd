"""Run services."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Annotated, Any

import typer

from cli.services import chosen, load


def serve(
    names: Annotated[list[str] | None, typer.Argument(help="Which services; all of them if none is named.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else MENTORMESH_HOST, else loopback.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; else MENTORMESH_PORT, else 8000. 0 takes a free one.")] = None,
    workers: Annotated[
        bool | None,
        typer.Option(
            "--workers/--no-workers",
            help="Take up long work, such as matching cycles; else MENTORMESH_WORKERS, else yes.",
        ),
    ] = None,
) -> None:
    """Run one service, several, or all of them behind one port.

    Logs are JSON on stderr. SIGTERM and Ctrl-C finish what is under way first. The servers are named by
    MENTORMESH_KAFKA_URL, MENTORMESH_MONGO_URL and, if there is one, MENTORMESH_REDIS_URL.

    For example:

        mentormesh serve
        mentormesh serve matching --port 8003
        mentormesh serve partners profile --host 0.0.0.0
        mentormesh serve matching --no-workers
    """
    wanted = chosen(names or ())

    from services.chassis.process import serve as run
    from services.chassis.settings import load_settings

    given = {"host": host, "port": port, "workers": workers}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    run_swiftly(run(load(wanted), settings))


def _leave(*_: object) -> None:
    """The web server takes these signals for itself, and passes them on when it has ended gracefully.

    So here there is nothing to finish: not yet, or no longer. Raising would do so in the middle of whatever the event
    loop is doing, and be lost there.
    """
    os._exit(0)


def run_swiftly(work: Coroutine[Any, Any, None]) -> None:
    """Run it on the fastest event loop that there is here."""
    if sys.platform == "win32":
        asyncio.run(work)
    else:
        import uvloop

        uvloop.run(work)
