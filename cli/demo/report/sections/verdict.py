"""Whether everything holds that has to."""

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli.demo.report.model import Figures

FAULTS_SHOWN = 20


def verdict(figures: Figures) -> Panel:
    """The figures that a run is judged by, and the invariants."""
    held = figures.invariants_broken == []
    return Panel(
        Group(_figures(figures), _invariants(figures)),
        box=box.ROUNDED,
        border_style="green" if held else "red",
        title="The network lives" if held else "Something is broken",
        title_align="left",
        padding=(1, 2),
    )


def _figures(figures: Figures) -> Table:
    grid = Table.grid(expand=True)
    shown = (
        (f"{figures.people:,}", "people"),
        (f"{sum(figures.mentorships.values()):,}", "mentorships"),
        (f"{figures.sessions_held:,}", "sessions held"),
        (f"{figures.goals_reached:,}", "goals reached"),
        (f"{figures.events:,}", "events"),
        (f"{figures.network_seconds:.1f} s", "in all"),
        (f"{figures.effect_p99_ms:.0f} ms", "99% of effects"),
    )
    for _ in shown:
        grid.add_column(justify="center")
    grid.add_row(*(Text(value, "bold") for value, _ in shown))
    grid.add_row(*(Text(name, "dim") for _, name in shown))
    return grid


def _invariants(figures: Figures) -> RenderableType:
    if figures.invariants_broken is None:
        return Text("\nThe invariants were not looked at.", "yellow")
    if not figures.invariants_broken:
        return Text("\nEvery invariant holds, recomputed from the raw topics and over HTTP.", "green")
    faults = figures.invariants_broken[:FAULTS_SHOWN]
    rest = len(figures.invariants_broken) - len(faults)
    lines = [f"✗ {fault}" for fault in faults] + ([f"and {rest:,} more"] if rest else [])
    return Text("\n" + "\n".join(lines), "red")
