"""The two ways to use the demo: run it to its end, or set it up and stay."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from cli.client.apart import Addresses
from cli.demo.checking import check
from cli.demo.measures.quiet import until_quiet
from cli.demo.phases.receipts import receipts_are_replayed
from cli.demo.report.explanations import changed_explanations
from cli.demo.report.figures import figures
from cli.demo.report.findings import find_out
from cli.demo.report.model import Figures
from cli.demo.report.tables import print_report
from cli.demo.run import Running, rosters_in, run_network, running, set_up_network
from cli.demo.stage import WIDTH
from cli.demo.whereabouts import print_whereabouts, write_keys
from cli.errors import Failure
from cli.supervision import Supervisor
from services.chassis.settings import load_settings

LOOK_EVERY = 0.5
"""Seconds between two looks whether the services still run."""


class InvariantsBroken(Failure):
    """Something does not hold that has to; the report names it."""


@dataclass(frozen=True)
class Wish:
    """What is to be run, and where."""

    seed: int
    rosters: Path
    directory: Path
    at: Addresses = field(default_factory=dict)
    """Of a network that is up already; nowhere: one is started."""


async def run_and_tell(wish: Wish, json_to: Path, report: Path | None) -> None:
    """Run the network, check it, and write what came of it. Raises InvariantsBroken after all is told."""
    console, rosters = _console(), rosters_in(wish.rosters)
    async with running(console, wish.seed, wish.directory, wish.at) as network:
        seconds = await run_network(network, rosters)
        told = await _found_out(network, seconds)
        told = await check(network, told)
    _write(json_to, told.model_dump_json(indent=2) + "\n")
    print_report(console, told)
    if report is not None:
        _write(report, _as_text(told))
    console.print(f"\nThe same as JSON: {json_to}", style="dim")
    if told.invariants_broken:
        raise InvariantsBroken(f"{len(told.invariants_broken):,} invariants are broken")


def _console() -> Console:
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


async def _found_out(network: Running, seconds: float) -> Figures:
    """Read everything through the public API, which costs time of its own."""
    answered, phases = list(network.exchange.seconds), list(network.stage.done)
    with network.stage.phase("Reading what came of it") as step:
        found = await find_out(network.world)
        step.say(
            f"{len(found.mentorships):,} mentorships, {len(found.sessions):,} sessions, {len(found.goals):,} goals"
        )
    network.world.mentorships.update(found.mentorships)
    with network.stage.phase("Receipts are replayed") as step:
        await receipts_are_replayed(network.world, step)
    changes = changed_explanations(network.world, {scores["person_id"]: scores for scores in found.scores})
    return figures(network.world, found, phases, answered, seconds, changes)


def _as_text(told: Figures) -> str:
    with Path("/dev/null").open("w") as nowhere:
        console = Console(width=WIDTH, record=True, file=nowhere, highlight=False)
        print_report(console, told)
        return console.export_text()


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


async def stay_up(wish: Wish) -> None:
    """Set it up, say where everything is, and stay until Ctrl-C. A server that ends meanwhile is started again."""
    console, rosters = _console(), rosters_in(wish.rosters)
    async with running(console, wish.seed, wish.directory) as network, _supervised(network, console) as supervision:
        await set_up_network(network, rosters)
        with network.stage.phase("All is quiet") as step:
            await until_quiet(network.world.anybody)
            step.say("every service has heard of everybody")
        print_whereabouts(console, network, write_keys(network))
        with suppress(asyncio.CancelledError):
            await _until_it_ends(network, supervision)
        console.print("\nstopping", style="dim")


@asynccontextmanager
async def _supervised(network: Running, console: Console) -> AsyncIterator["asyncio.Task[None]"]:
    installation = network.installation
    settings = load_settings(kafka_url=installation.servers.kafka_url, namespace=installation.namespace)
    supervisor = Supervisor(installation.servers, settings, lambda said: console.print(said, style="yellow"))
    watching = asyncio.create_task(supervisor.watch())
    try:
        yield watching
    finally:
        watching.cancel()
        await asyncio.wait({watching})


async def _until_it_ends(network: Running, supervision: "asyncio.Task[None]") -> None:
    while True:
        network.installation.insist_running()
        if supervision.done():
            supervision.result()
        await asyncio.sleep(LOOK_EVERY)
