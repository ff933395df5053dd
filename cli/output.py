"""How verbs answer: tables for people, JSON for scripts."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import orjson
import typer

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]


def print_json(value: Any) -> None:
    """Indented, on stdout."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as wide as the terminal; whole lines where no terminal is. Cells are never taken for markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console.width = 400
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console.print(table)
