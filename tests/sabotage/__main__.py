"""`python -m tests.sabotage`: break the chassis in one place after another; each time a test must turn red.

The same tests are green in the copy before anything is broken, or it counts as nothing. Writes build/sabotage.json.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.sabotage.catalogue import SABOTAGES
from tests.sabotage.copy import GREEN, RED, Copy
from tests.sabotage.sabotage import Sabotage

PLACE = Path("build/sabotage")


def main() -> int:
    """Exit code 0 if each of them was noticed."""
    arguments = _arguments()
    chosen = [each for each in SABOTAGES if not arguments.only or each.name in arguments.only]
    console = Console(width=120)
    copy = Copy(PLACE.resolve() / "source")
    for each in chosen:
        each.broken(copy.root)
    green = {tests: _is_green(copy, tests, console) for tests in dict.fromkeys(each.selected for each in chosen)}
    rows = [_tried(copy, each, green[each.selected], console) for each in chosen]
    _tell(rows, console, arguments.json)
    return 0 if all(row["caught"] for row in rows) else 1


def _is_green(copy: Copy, tests: str, console: Console) -> bool:
    code, seconds = _run(copy, tests, PLACE.resolve() / "whole.log")
    console.print(
        f"whole: {tests}: {'green' if code == GREEN else f'NOT GREEN ({code})'} in {seconds:.0f} s", style="dim"
    )
    return code == GREEN


def _tried(copy: Copy, sabotage: Sabotage, was_green: bool, console: Console) -> dict[str, Any]:
    with copy.broken(sabotage):
        code, seconds = _run(copy, sabotage.selected, PLACE.resolve() / f"{sabotage.name}.log")
    caught = was_green and code == RED
    console.print(f"{sabotage.name}: {'caught' if caught else f'NOT CAUGHT ({code})'} in {seconds:.0f} s", style="dim")
    return {
        "name": sabotage.name,
        "promise": sabotage.promise,
        "tests": sabotage.selected,
        "caught": caught,
        "seconds": round(seconds, 1),
    }


def _run(copy: Copy, tests: str, log: Path) -> tuple[int, float]:
    begun = time.monotonic()
    return copy.run(tests, log), time.monotonic() - begun


def _tell(rows: list[dict[str, Any]], console: Console, path: Path) -> None:
    table = Table("sabotage", "what is not true any more", "caught")
    for row in rows:
        table.add_row(row["name"], row["promise"], "yes" if row["caught"] else "[red]no[/red]")
    console.print(table)
    found = {"sabotages": len(rows), "caught": sum(row["caught"] for row in rows), "each": rows}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n")
    console.print(f"{found['caught']} of {found['sabotages']} caught; written to {path}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sabotage", description=__doc__)
    names = [each.name for each in SABOTAGES]
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--json", type=Path, default=Path("build/sabotage.json"), help="where the figures go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
