"""How tables of the report look."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

DASH = Text("–", "dim")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], words: int = 1) -> Table:
    """The first columns hold words, the others numbers."""
    made = Table(
        box=box.SIMPLE_HEAD if any(headings) else None,
        show_header=any(headings),
        pad_edge=False,
        show_edge=False,
        header_style="dim",
    )
    for place, heading in enumerate(headings):
        made.add_column(heading, justify="left" if place < words else "right", no_wrap=place >= words)
    for row in rows:
        made.add_row(*map(cell, row))
    return made


def cell(value: object) -> RenderableType:
    """Thousands are separated; nothing is a dash."""
    match value:
        case Text():
            return value
        case None | 0:
            return DASH
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.2f}"
        case _:
            return str(value)


def section(console: Console, title: str, *parts: RenderableType) -> None:
    """A heading with what belongs to it."""
    console.print()
    console.print(Text(title, "bold cyan"))
    for part in parts:
        console.print(Padding(part, (0, 0, 0, 2)))


def side_by_side(*parts: RenderableType) -> Table:
    """Next to each other, with a gap."""
    grid = Table.grid(padding=(0, 4))
    for _ in parts:
        grid.add_column()
    grid.add_row(*parts)
    return grid


def bar(share: float, width: int) -> Text:
    """A share of a row of blocks."""
    full = round(max(0.0, min(1.0, share)) * width)
    return Text.assemble(("█" * full, "cyan"), ("░" * (width - full), "dim"))
