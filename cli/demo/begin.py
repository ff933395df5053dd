"""The two ways to use the demo: run it to its end, or set it up and stay."""

from pathlib import Path

from rich.console import Console

from cli.demo.run import run_network, running
from cli.demo.stage import WIDTH


async def run_and_tell(seed: int, json_to: Path, report: Path | None) -> None:
    console = Console(width=WIDTH, highlight=False)
    async with running(console, seed) as network:
        seconds = await run_network(network)
        console.print(seconds, network.world.refused)


async def stay_up(seed: int) -> None: ...
