"""What is seen on the terminal: how far it is, and what came of it."""

from rich.console import Console
from rich.table import Table

from tests.chaos.verdict import Verdict

FIRST = 12
WIDTH = 110


def console_for_chaos() -> Console:
    """Also where nobody looks on."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def tell(console: Console, verdict: Verdict) -> None:
    """The figures as a table, and the first violations."""
    table = Table(title=f"Chaos with seed {verdict.seed} on {verdict.broker}", title_justify="left", box=None)
    table.add_column("what", style="bold")
    table.add_column("how much", justify="right")
    for what, number in _rows(verdict):
        table.add_row(what, f"{number:,}" if isinstance(number, int) else number)
    console.print(table)
    kinds = ", ".join(f"{kind} {times}" for kind, times in sorted(verdict.faults.items()))
    console.print(f"faults: {kinds or 'none'}", style="dim")
    if verdict.is_good:
        console.print("everything holds: nothing lost, nothing twice, all in order", style="green")
        return
    for what in verdict.found[:FIRST]:
        console.print(f"  {what}", markup=False)
    console.print(f"again: {verdict.command}", style="bold red")


def _rows(verdict: Verdict) -> list[tuple[str, int | str]]:
    return [
        ("faults that interrupted work", verdict.faults_total),
        ("events", verdict.events),
        ("requests", verdict.requests),
        ("  of them accepted", verdict.accepted),
        ("  repeated until they had an answer", verdict.retries),
        ("  repeated though they had one", verdict.repeated_requests),
        ("records copied by strangers", verdict.repeated_records),
        ("records spoilt by strangers", verdict.malformed_records),
        ("duration", f"{verdict.duration_s:,.0f} s"),
        ("settled within", f"{verdict.settled_s:,.1f} s"),
        ("lost", verdict.lost),
        ("doubled", verdict.doubled),
        ("out of order", verdict.out_of_order),
        ("invariants broken", verdict.invariants_broken),
    ]
