"""What the result came from: the policy, the files, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import bar, definitions, section, table
from cli.match.report.words import number, percent, title
from cli.match.result import Result
from cli.match.sheet import Fault
from mentormesh_contracts.programmes import Policy


def policy(rules: Policy) -> Markup:
    """The weights, as shares of their sum, and every other rule."""
    total = sum(rules.weights.values())
    weights = (
        (title(criterion), percent(weight / total, 1), bar(weight / total, f"weight {weight}"), criterion.definition)
        for criterion, weight in sorted(rules.weights.items(), key=lambda each: -each[1])
    )
    headings = ("Criterion", "Weight", "", "Which means")
    shown = table(headings, weights, caption="Weights, as shares of their sum", numbers=(1,), class_="totals")
    return section("policy", "The policy", shown, tag("h3", "Rules"), definitions(_rules(rules)))


def _rules(rules: Policy) -> Iterator[tuple[Content, Content]]:
    for name, field in Policy.model_fields.items():
        if name not in ("weights", "version", "offer_expiry_hours"):
            value = getattr(rules, name)
            meaning = getattr(value, "definition", None) or field.description or ""
            yield title(name), [tag("b", _said(value)), " ", tag("small", meaning)]


def _said(value: object) -> str:
    match value:
        case None | () | {}:
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return title(value)
        case tuple() | list():
            return ", ".join(title(str(each)) for each in value)
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


def files(result: Result) -> Markup:
    """From these and the seed the same result comes again."""
    rows = (
        (sheet.file, title(role), number(len(sheet.rows)), number(sheet.lines_left_out), tag("code", sheet.fingerprint))
        for role, sheet in result.sheets.items()
    )
    headings = ("File", "Side", "People", "Lines left out", "SHA-256")
    shown = table(headings, rows, caption="The files", numbers=(2, 3), class_="files")
    again = (
        f"Seed {result.chance.seed}; hours compared in the week of {result.chance.week}; "
        f"mentormesh {version('mentormesh')}. The same files, policy, seed and week give the same pairs."
    )
    notes = tag("ul", *(tag("li", note) for note in result.notes)) if result.notes else None
    return section("files", "The files", shown, tag("p", again), notes)


def faults(result: Result) -> Markup | None:
    """Lines that were left out, and lines to be looked at."""
    if not result.faults and not result.warnings:
        return None
    content: list[Content] = []
    if result.faults:
        content += [tag("h3", f"Left out: {result.lines_left_out:,}"), _faults(result.faults, "Lines left out")]
    if result.warnings:
        heading = f"Taken, but to be looked at: {len(result.warnings):,}"
        content += [tag("h3", heading), _faults(result.warnings, "Lines to be looked at")]
    return section("lines", "Lines of the files", *content)


def _faults(found: Sequence[Fault], caption: str) -> Markup:
    rows = ((each.file, number(each.line), each.field or "(the line)", each.message, each.value) for each in found)
    headings = ("File", "Line", "Field", "What is wrong", "What stands there")
    return table(headings, rows, caption=caption, numbers=(1,), class_="faults")
