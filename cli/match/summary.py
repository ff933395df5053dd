"""What came of it, on the terminal."""

from collections.abc import Iterator, Sequence

import typer

from cli.match.counted import plural
from cli.match.figures import Figures, figures_of
from cli.match.outcome import Round
from cli.match.result import Result
from cli.match.sheet import Fault
from cli.output import print_table
from mentormesh_contracts.vocabulary import Constraint

SHOWN = 20


def print_summary(result: Result, written: Sequence[str], show_all: bool) -> None:
    """How many were matched and how well, who was left out and why, what is wrong with the files."""
    for found in result.rounds:
        _print_round(found)
    _print_faults(f"{plural(result.lines_left_out, 'line')} left out", result.faults, show_all)
    _print_faults(f"{len(result.warnings):,} to be looked at", result.warnings, show_all)
    for note in result.notes:
        typer.echo(f"note: {note}")
    if result.notes:
        typer.echo()
    typer.echo(f"written: {', '.join(written)}")


def _print_round(found: Round) -> None:
    figures = figures_of(found)
    typer.echo(_headline(found, figures))
    for name, text in _lines(found, figures):
        typer.echo(f"  {name:<8} {text}")
    typer.echo()
    if figures.left_out:
        typer.echo(f"{len(found.left_out):,} left out")
        print_table(
            ("people", "binding", "which means"),
            ((f"{people:,}", name, Constraint(name).definition) for name, people in figures.left_out.items()),
        )
        typer.echo()


def _headline(found: Round, figures: Figures) -> str:
    share = f"{figures.matched:,} matched ({figures.coverage:.1%})"
    if found.are_peers:
        return f"{plural(figures.considered, 'peer')}: {share}, {plural(figures.pairs, 'pair')}"
    mentors = f"{plural(figures.mentors, 'mentor')} with {plural(figures.places, 'place')}"
    return f"{plural(figures.considered, 'mentee')}, {mentors}: {share}"


def _lines(found: Round, figures: Figures) -> Iterator[tuple[str, str]]:
    if figures.mean_score is None:
        yield "scores", "none"
        return
    spread = f"from {figures.worst_score:.3f} to {figures.best_score:.3f}; total {figures.total_score:,.3f}"
    yield "scores", f"mean {figures.mean_score:.3f}, median {figures.median_score:.3f}, {spread}"
    if not found.are_peers:
        first, three = figures.first_choices, figures.among_the_first_three
        yield "choices", f"{first:,} have their best eligible mentor, {three:,} one of the best three"
        yield "places", f"{figures.places_taken:,} of {figures.places:,} taken"
    if (gap := getattr(found.audit, "gap", None)) is not None:
        yield "proof", f"at most {gap:.4%} below the best that is possible"
    yield "time", f"{figures.seconds:.2f} s"


def _print_faults(title: str, faults: Sequence[Fault], show_all: bool) -> None:
    if not faults:
        return
    typer.echo(title)
    shown = faults if show_all else faults[:SHOWN]
    print_table(("file", "line", "field", "what is wrong", "what stands there"), shown)
    if len(shown) < len(faults):
        typer.echo(f"and {len(faults) - len(shown):,} more: --all shows them")
    typer.echo()
