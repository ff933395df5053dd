"""What came of a roster, over all its parts."""

from collections.abc import Iterable, Mapping
from typing import Any

import typer

from cli.output import print_table

Report = dict[str, Any]
COUNTS = ("people", "registered", "changed", "unchanged", "returned", "failed", "lines_not_listed")
SHOWN = 20


def together(reports: Iterable[Mapping[str, Any]]) -> Report:
    """One report of several."""
    whole: Report = {"dry_run": False, **dict.fromkeys(COUNTS, 0), "lines": []}
    for report in reports:
        whole["dry_run"] = report["dry_run"]
        whole["lines"] += report["lines"]
        for name in COUNTS:
            whole[name] += report[name]
    return whole


def print_report(report: Report, show_all: bool) -> None:
    """A summary, and what is wrong by line and field."""
    typer.echo(_summary(report))
    faults = report["lines"] if show_all else report["lines"][:SHOWN]
    if not faults:
        return
    typer.echo()
    print_table(
        ("line", "field", "what is wrong", "what stands there"),
        ((fault["line"], fault["field"], fault["message"], fault["value"]) for fault in faults),
    )
    _tell_of_the_rest(len(report["lines"]) - len(faults), report["lines_not_listed"])


def _summary(report: Report) -> str:
    if report["dry_run"]:
        return f"{report['people']:,} people read, nothing done; {report['failed']:,} would be left out"
    became = ", ".join(f"{report[name]:,} {name}" for name in ("registered", "changed", "unchanged", "returned"))
    return f"{report['people']:,} people: {became}; {report['failed']:,} left out"


def _tell_of_the_rest(hidden: int, not_listed: int) -> None:
    if hidden:
        typer.echo(f"\nand {hidden:,} more: --all shows them")
    if not_listed:
        typer.echo(f"\nand {not_listed:,} more that the API does not list: mend these first")
