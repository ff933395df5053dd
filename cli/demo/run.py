"""A whole run: servers, services, the network, what came of it, and whether everything holds."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from cli.client import Client
from cli.client.apart import Addresses
from cli.demo.exchange import Exchange
from cli.demo.installation import Installation, installed
from cli.demo.reached import reached, transport_of
from cli.demo.scenario import live, set_up
from cli.demo.service_log import told_at_last
from cli.demo.stage import Stage
from cli.demo.world import Seen, World
from cli.errors import Failure
from cli.keys.operator import ORGANISATION
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing
from services.chassis.identity import new_id

OPERATORS_KEY_LASTS = timedelta(days=399)


@dataclass(frozen=True)
class Running:
    """A network that is up, and what is needed to act in it and to tell of it."""

    installation: Installation
    world: World
    stage: Stage
    exchange: Exchange
    operators_key: str


@asynccontextmanager
async def running(console: Console, seed: int, directory: Path, at: Addresses | None = None) -> AsyncIterator[Running]:
    """Everything started, or reached where it is up already, and nothing done yet.

    What goes wrong inside is shown with the last lines of the log.
    """
    _end_on_sigterm()
    exchange = Exchange(transport_of(at) if at else None)
    stage = Stage(console, exchange)
    async with _started(stage, directory, at) as installation, exchange:
        key = _operators_key(installation)
        anybody = Client(installation.url, transport=exchange)
        world = World(installation.url, anybody, anybody.using(key), seed)
        try:
            yield Running(installation, world, stage, exchange, key)
        except Exception:
            _show_log(console, directory / "services.log")
            raise


@asynccontextmanager
async def _started(stage: Stage, directory: Path, at: Addresses | None) -> AsyncIterator[Installation]:
    starting = reached(directory, at) if at else installed(directory)
    try:
        with stage.phase("Servers and services") as step:
            installation = await starting.__aenter__()
            step.say(f"up at {installation.url}")
    except Exception:
        _show_log(stage.console, directory / "services.log")
        raise
    try:
        yield installation
    finally:
        await starting.__aexit__(None, None, None)


def rosters_in(folder: Path) -> list[Seen]:
    """What the manifest says of each. Raises Failure if there is none."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        raise Failure(f"there is no {manifest}: `python -m deploy.sample.generate --out {folder}` writes one")
    return [{**roster, "folder": folder} for roster in json.loads(manifest.read_text())["organisations"]]


async def set_up_network(network: Running, rosters: list[Seen]) -> None:
    """Organisations, people, agreements and programmes."""
    await set_up(network.world, network.stage, rosters)


async def run_network(network: Running, rosters: list[Seen]) -> float:
    """The whole scenario; gives its seconds, from the first request until all is quiet."""
    begun = time.perf_counter()
    await set_up_network(network, rosters)
    await live(network.world, network.stage)
    return time.perf_counter() - begun


def _operators_key(installation: Installation) -> str:
    """Signed here, as `mentormesh keys operator` does: no server is asked."""
    now = datetime.now(UTC)
    ring = KeyRing(installation.signing_key)
    return ring.issue(new_id(), ORGANISATION, [Scope.OPERATE], now, now + OPERATORS_KEY_LASTS)


def _end_on_sigterm() -> None:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _show_log(console: Console, log: Path) -> None:
    lines = told_at_last(log)
    if lines:
        console.print(f"\nThe services said at last ({log}):", style="bold")
        for line in lines:
            console.print(f"  {line}", style="dim", markup=False, highlight=False, overflow="ellipsis", no_wrap=True)
