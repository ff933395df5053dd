"""The report, for people: a hundred columns at most, in the order in which things came about."""

from rich.console import Console

from cli.demo.report.looks import section, side_by_side
from cli.demo.report.model import Figures
from cli.demo.report.sections import matching, outcomes, people, running
from cli.demo.report.sections.verdict import verdict


def print_report(console: Console, figures: Figures) -> None:
    """All of it; what matters most comes last, where the eye is."""
    section(console, "Rosters", people.rosters(figures), people.bad_lines(figures))
    section(console, "Mentorships by kind", matching.by_kind(figures))
    section(console, "Mentorships by organisation", matching.by_pair(figures))
    section(console, "Matching cycles", matching.cycles(figures), matching.coverage(figures))
    section(console, "What the cycles' audits say", matching.audits(figures))
    if figures.pair is not None:
        section(console, "Why a pair was made", *matching.why(figures.pair))
    section(console, "Left out by the last cycles", matching.unmatched(figures))
    came = outcomes.sessions(figures), outcomes.goals(figures), outcomes.feedback(figures)
    section(console, "What came of it", side_by_side(*came))
    section(console, "Quality scores of mentors", outcomes.scores(figures))
    if figures.explanation is not None:
        section(console, "An explanation that changed", *outcomes.changed(figures.explanation, figures))
    section(console, f"{figures.events:,} events", running.events(figures))
    section(console, "Where the time went", running.phases(figures))
    section(console, "Latency", running.latency(figures))
    section(console, "Left behind", running.left(figures))
    console.print()
    console.print(verdict(figures))
