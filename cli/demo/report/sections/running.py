"""How it ran: events, time, latency, and what was left behind."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from cli.demo.report.looks import bar, side_by_side, table
from cli.demo.report.model import Figures

BAR = 30
PHASES_SHOWN = 12
COLUMNS = 3


def events(figures: Figures) -> Table:
    """By type, in columns."""
    by_type = sorted(figures.events_by_type.items())
    names = [(name.removeprefix("mentormesh.").removesuffix(".v1"), count) for name, count in by_type]
    height = max(1, -(-len(names) // COLUMNS))
    return side_by_side(*(_list(names[start : start + height]) for start in range(0, len(names), height)))


def phases(figures: Figures) -> Table:
    """The longest ones."""
    longest = max((one.seconds for one in figures.phases), default=1.0)
    in_order = sorted(figures.phases, key=lambda one: -one.seconds)[:PHASES_SHOWN]
    rows = [
        (
            one.name,
            one.requests,
            round(one.requests / one.seconds),
            f"{one.seconds:.2f} s",
            bar(one.seconds / longest, BAR),
        )
        for one in in_order
    ]
    return table(("phase", "requests", "a second", "time", ""), rows)


def latency(figures: Figures) -> Table:
    """As partners see answers, and as services hear of each other."""
    rows: list[tuple[object, ...]] = [
        ("an answer, seen from outside", figures.requests, _ms(figures.http_p50_ms), _ms(figures.http_p99_ms)),
        (
            "accepted, until it is in another service's replica",
            figures.effects,
            _ms(figures.effect_p50_ms),
            _ms(figures.effect_p99_ms),
        ),
    ]
    rows += [(f"… in {name}", None, None, _ms(p99)) for name, p99 in figures.effect_p99_ms_by_service.items()]
    return table(("", "count", "half within", "99% within"), rows)


def left(figures: Figures) -> Table:
    """What should be nothing."""
    rows = (
        ("dead letters", _none(figures.dead_letters)),
        ("parked records", _none(figures.parked)),
        ("events in outboxes", _none(figures.outbox_left)),
    )
    return table(("", ""), rows)


def _list(rows: Sequence[tuple[str, int]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right")
    for name, count in rows:
        grid.add_row(name, f"{count:,}")
    return grid


def _ms(value: float | None) -> str | None:
    return None if value is None else f"{value:,.1f} ms" if value < 10 else f"{value:,.0f} ms"


def _none(count: int) -> Text:
    return Text("none", "green") if count == 0 else Text(f"{count:,}", "bold red")
