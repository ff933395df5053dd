"""The whole network on the sample rosters, with one command."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import WrongUsage

ROSTERS = Path(__file__).parents[2] / "deploy" / "sample" / "rosters"
TERMINATED = 143
"""As the shell has it: ended by SIGTERM, after everything was stopped."""


def demo(
    stay: Annotated[bool, typer.Option("--stay", help="Only set it up, stay up, and say where everything is.")] = False,
    json_to: Annotated[Path, typer.Option(help="Where the figures are written.")] = Path("build/demo.json"),
    report: Annotated[Path | None, typer.Option(help="Where the report is written too, as text.")] = None,
    seed: Annotated[int, typer.Option(help="Another one makes other choices.")] = 1,
    rosters: Annotated[Path, typer.Option(help="Other rosters, as `deploy.sample.generate` writes them.")] = ROSTERS,
    directory: Annotated[Path, typer.Option(help="Where servers keep data and logs.")] = Path(".local/demo"),
    at: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SERVICE=URL", help="Of a sandbox that is up: for each service, and again for each more process."
        ),
    ] = None,
) -> None:
    """Run the whole network on the sample rosters, and check it.

    Starts servers and services, lets three organisations with 1,280 people in, matches, meets, reflects, matches
    again, and tells what came of it. Everything is done through the public API. Servers that the environment names
    are used instead of local ones; KAFKA=apache there starts Apache Kafka, which needs Java and Maven. With --at
    nothing is started: the network is there, with MENTORMESH_SANDBOX on and nothing in it, and the environment gives
    its MENTORMESH_KAFKA_URL and MENTORMESH_SIGNING_KEY. Ends with exit code 1 if an invariant is broken.

    For example:

        mentormesh demo
        mentormesh demo --stay
        mentormesh demo --json-to build/demo.json --report build/demo.txt
        mentormesh demo --at partners=http://127.0.0.1:8001 --at profile=http://127.0.0.1:8002 ...
    """
    from cli.demo.begin import Wish, run_and_tell, stay_up
    from cli.demo.reached import addresses
    from cli.serve import run_swiftly

    wish = Wish(seed, rosters, directory, addresses(at or ()))
    if stay and wish.at:
        raise WrongUsage("--stay is for a network that is started here, --at for one that is up")
    try:
        run_swiftly(stay_up(wish) if stay else run_and_tell(wish, json_to, report))
    except asyncio.CancelledError:
        raise typer.Exit(TERMINATED) from None
