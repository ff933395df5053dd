"""Everyone who was left out, and why."""

from collections.abc import Iterator
from typing import Any

from cli.match.counted import plural
from cli.match.extras import extras_of
from cli.match.figures import figures_of
from cli.match.ids import Ids
from cli.match.outcome import Absent, Round
from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import bar, section, table
from cli.match.report.words import number, person, title
from mentormesh_contracts.vocabulary import Constraint

WHAT_COUNTS = (
    "The binding reason is what has to change first. Beneath it: of all candidates, how many each constraint ruled "
    "out, each candidate by the first constraint that forbids them."
)


def left_out(found: Round, prefix: str, ids: Ids) -> Markup:
    """Totals by reason, and each person."""
    id, heading = f"{prefix}left-out", "Peers left out" if prefix else "Left out"
    if not found.left_out:
        return section(id, heading, tag("p", "Nobody: everyone who looked for somebody is in a pair."))
    details = [(absent, extras_of(absent.reason, ids)) for absent in found.left_out]
    with_more = any(more for _, more in details)
    headings = ["Person", "Binding reason", "Candidates ruled out", *(["What would help"] if with_more else [])]
    rows = (list(_row(absent, more, with_more)) for absent, more in details)
    people = table(headings, rows, caption="Everyone who was left out", class_="absent")
    return section(id, heading, _totals(found), tag("p", WHAT_COUNTS), people)


def _totals(found: Round) -> Markup:
    counted = figures_of(found).left_out
    most = max(counted.values())
    rows = (
        (title(name), number(people), bar(people / most, f"{people} people"), Constraint(name).definition)
        for name, people in counted.items()
    )
    headings = ("Binding reason", "People", "", "Which means")
    return table(headings, rows, caption="How many were left out for each reason", numbers=(1,), class_="totals")


def _row(absent: Absent, more: dict[str, Any], with_more: bool) -> Iterator[Content]:
    yield person(absent.person)
    yield title(absent.reason.binding)
    ruled_out = sorted(absent.reason.ruled_out.items(), key=lambda each: -each[1])
    yield tag("ul", *(_chip(constraint, count) for constraint, count in ruled_out), class_="chips")
    if with_more:
        yield [tag("div", text) for text in _told_of(more)]


def _told_of(more: dict[str, Any]) -> Iterator[str]:
    for name, value in more.items():
        match value:
            case {"constraint": str(constraint), "candidates": int(candidates)}:
                yield _change(constraint, candidates, value.get("amount"), value.get("unit"))
            case _:
                yield from told(value, title(name))


def _change(constraint: str, candidates: int, amount: float | None, unit: str | None) -> str:
    how_much = "" if amount is None else f" by {amount:g} {unit or ''}".rstrip()
    return f"If {title(constraint).lower()} yields{how_much}: {plural(candidates, 'candidate')}"


def _chip(constraint: Constraint, count: int) -> Markup:
    return tag("li", title(constraint), " ", tag("b", number(count)), title=constraint.definition)


def told(value: Any, name: str = "") -> Iterator[str]:
    """Values within values, a line for each."""
    match value:
        case dict():
            for key, each in value.items():
                yield from told(each, f"{name}, {title(key).lower()}" if name else title(key))
        case list():
            for each in value:
                yield from told(each, name)
        case float():
            yield f"{name}: {number(value)}"
        case _:
            yield f"{name}: {value}"
