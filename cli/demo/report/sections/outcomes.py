"""What came of the mentorships, and how it flows back into the next match."""

from collections.abc import Mapping

from rich.table import Table
from rich.text import Text

from cli.demo.report.explanations import Change
from cli.demo.report.looks import bar, table
from cli.demo.report.model import ENOUGH_RATERS, Figures

BAR = 20


def sessions(figures: Figures) -> Table:
    """How they stand."""
    return table(("sessions", ""), _most_first(figures.sessions))


def goals(figures: Figures) -> Table:
    """How they stand."""
    return table(("goals", ""), _most_first(figures.goals))


def feedback(figures: Figures) -> Table:
    """How much of it, and what it led to."""
    rows = (
        ("answers, from both sides", figures.feedback),
        ("mentors rated", figures.mentors_rated),
        (f"… by {ENOUGH_RATERS} people or more", figures.mentors_with_scores),
        ("introductions made", figures.introductions),
        ("problems solved", figures.problems_solved),
        ("mentorships at risk", figures.at_risk),
    )
    return table(("feedback", ""), rows)


def scores(figures: Figures) -> Table:
    """Of those rated by enough people."""
    rows = [
        (
            quality.replace("_", " "),
            int(some["mentors"]),
            some["lowest"],
            some["mean"],
            some["highest"],
            bar(some["mean"], BAR),
        )
        for quality, some in figures.scores.items()
    ]
    return table(("quality", "mentors", "lowest", "mean", "highest", ""), rows)


def changed(change: Change, figures: Figures) -> tuple[Text, Table, Text]:
    """The same criterion, before and after."""
    again = "to the same mentee again" if change.same_mentee else "again"
    told = Text(f"“{change.programme}” proposes {change.mentor} {again}, and now their ratings speak.\n")
    rows = [
        ("first", change.before.mentee, "nobody had rated the mentor", change.before.value, change.before.points),
        ("second", change.after.mentee, f"{change.raters} people have", change.after.value, change.after.points),
    ]
    shown = table(("cycle", "proposed to", "", change.criterion, "points"), rows, words=3)
    means = ", ".join(f"{quality.replace('_', ' ')} {mean:.2f}" for quality, mean in change.scores.items())
    others = figures.explanations_changed - 1
    return told, shown, Text(f"\nTheir scores: {means}.\n{others:,} other explanations changed as well.", "dim")


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: -one[1])
