"""What every benchmark can be asked for."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Measure = TypeVar("Measure")


@dataclass(frozen=True)
class Case(Generic[Measure]):
    """Something that is measured by itself."""

    name: str
    about: str
    measure: Measure
    optional: bool = False
    """It takes long: only when it is asked for."""


def parser_for(benchmark: str, about: str | None, cases: Sequence[Case[Measure]]) -> argparse.ArgumentParser:
    """The options that all of them have."""
    parser = argparse.ArgumentParser(prog=f"tests.bench.{benchmark}", description=about)
    names = [case.name for case in cases]
    parser.add_argument("--only", action="append", choices=names, metavar="CASE", help=f"of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="as little as shows that all works")
    parser.add_argument("--out", default=f"build/bench/{benchmark}.json", help="where the figures go")
    return parser


def chosen(
    cases: Sequence[Case[Measure]], only: Sequence[str] | None, *, optional: bool = False
) -> list[Case[Measure]]:
    """Those that are named; else all, without the optional ones unless they are asked for."""
    if only:
        return [case for case in cases if case.name in only]
    return [case for case in cases if optional or not case.optional]


def target_of(arguments: argparse.Namespace) -> Path:
    """A quick run's figures mean nothing, and take nobody's place."""
    target = Path(arguments.out)
    return target.with_stem(f"{target.stem}-quick") if arguments.quick else target


def line(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)
