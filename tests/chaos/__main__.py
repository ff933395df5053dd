"""`python -m tests.chaos`: everything dies in turn, and nothing is lost."""

import argparse
import logging
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import uvloop

from tests.chaos.faults.catalogue import KINDS
from tests.chaos.ground.layout import TOGETHER
from tests.chaos.load.opening import Size
from tests.chaos.run import run
from tests.chaos.telling import console_for_chaos, tell
from tests.chaos.wish import Wish

SHORT = Wish(patience=60.0, faults=12, events=3_000, minutes=1.4, every=5.0, pace=20.0, layout=TOGETHER, size=Size())
LONG = Wish()


def main(arguments: list[str]) -> int:
    """Exit code 0 if everything holds, else 1."""
    wish = _wish(arguments)
    # That brokers and connections die is no news here, nor what a client leaves behind that died with them.
    for name in ("aiokafka", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    console = console_for_chaos()
    verdict = uvloop.run(run(wish, console, shlex.join(["python", "-m", "tests.chaos", *arguments, *_seed(arguments)])))
    verdict.write(wish.json_to)
    tell(console, verdict)
    console.print(f"the same as JSON: {wish.json_to}; ledger and logs: {wish.directory}", style="dim")
    return 0 if verdict.is_good else 1


def _wish(arguments: list[str]) -> Wish:
    given = _parser().parse_args(arguments)
    base = SHORT if given.short else LONG
    named = {
        name: value for name, value in vars(given).items() if name in Wish.__dataclass_fields__ and value is not None
    }
    told = dict(each.split("=", 1) for each in given.set)
    layout = TOGETHER if given.together else base.layout
    return replace(base, **named, told=told, layout=layout)


def _seed(arguments: list[str]) -> list[str]:
    return [] if any(each.startswith("--seed") for each in arguments) else ["--seed", str(Wish.seed)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.chaos",
        description="A seeded mixed load while everything dies in turn; it is judged then.",
    )
    parser.add_argument("--short", action="store_true", help="two minutes, for CI")
    parser.add_argument("--seed", type=int, help="another one makes other choices (1)")
    parser.add_argument("--faults", type=int, help="at least so many that interrupt work (200)")
    parser.add_argument("--events", type=int, help="at least so many (100,000)")
    parser.add_argument("--minutes", type=float, help="of load, at most (60)")
    parser.add_argument("--patience", type=float, help="seconds for the last answers, and to settle (240)")
    parser.add_argument("--every", type=float, help="seconds between two faults (6)")
    parser.add_argument("--kinds", type=_names, help=f"of faults, separated by commas: {', '.join(KINDS)}")
    parser.add_argument("--together", action="store_true", help="all services in each of two processes: up sooner")
    parser.add_argument("--source", type=Path, help="whose services and cli are run (this checkout)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="for the services")
    parser.add_argument("--json", dest="json_to", type=Path, help="where the figures are written (build/chaos.json)")
    parser.add_argument("--directory", type=Path, help="where data, ledger and logs are kept (.local/chaos)")
    return parser


def _names(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, text.split(",")))
    if wrong := [name for name in names if name not in KINDS]:
        raise argparse.ArgumentTypeError(f"there is no fault {wrong[0]!r}")
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
