"""Who came in, and which lines did not."""

from rich.table import Table
from rich.text import Text

from cli.demo.report.looks import table
from cli.demo.report.model import Figures, Roster

LINES_SHOWN = 6


def rosters(figures: Figures) -> Table:
    """A line a file."""
    rows = [
        (
            one.organisation,
            one.roster,
            "its own, mapped" if one.mapping else "ours",
            one.people,
            one.registered,
            one.left_out,
        )
        for one in figures.rosters
    ]
    return table(("organisation", "roster", "headings", "lines", "registered", "left out"), rows, words=3)


def bad_lines(figures: Figures) -> Table | Text:
    """Some of those that were left out, with the reason that the API gave."""
    bad = [(one.roster, line) for one in figures.rosters for line in one.lines]
    if not bad:
        return Text()
    rows = [(f"{roster}:{line['line']}", line["field"], line["message"]) for roster, line in bad[:LINES_SHOWN]]
    if len(bad) > LINES_SHOWN:
        rows.append((f"and {len(bad) - LINES_SHOWN} more", "", ""))
    return table(("left out", "field", "why"), rows, words=3)


def _headings(roster: Roster) -> str:
    return "its own, mapped" if roster.mapping else "ours"
