"""For whom the result is how good: what the engine's audit says, organisations, and places that are left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cli.match.extras import plain
from cli.match.figures import Figures, figures_of, taken
from cli.match.ids import Ids
from cli.match.outcome import Round
from cli.match.report.left_out import told
from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import definitions, section, table
from cli.match.report.words import NONE_NAMED, number, percent, person, title
from mentormesh_contracts.programmes import Audit

SHARES = ("coverage", "gap", "gap_without_quotas")


def fairness(found: Round, prefix: str, ids: Ids) -> Markup:
    """Figures first, then tables."""
    figures = figures_of(found)
    audit = plain(found.audit, ids) or {}
    content = [
        tag("h3", "Audit") if audit else None,
        definitions(_facts(audit)) if audit else None,
        *(_records(name, rows) for name, rows in audit.items() if _are_records(rows)),
        _organisations(found, figures) if len(figures.organisations) > 1 else None,
        None if found.are_peers else _places(found),
    ]
    heading = "Fairness and audit of peers" if prefix else "Fairness and audit"
    return section(f"{prefix}fairness", heading, _summary(found, figures), *content)


def _summary(found: Round, figures: Figures) -> Markup:
    worst = min(found.pairs, key=lambda pair: pair.explanation.score, default=None)
    facts: list[tuple[Content, Content]] = [
        ("Coverage", f"{number(figures.matched)} of {number(figures.considered)} ({percent(figures.coverage, 1)})"),
        ("Total of the scores", number(figures.total_score)),
        ("Median score", number(figures.median_score)),
    ]
    if worst:
        pair = [person(worst.seeker), " with ", person(worst.other)]
        facts.append(("Worst match", [f"{number(worst.explanation.score)}: ", *pair]))
    return definitions(facts)


def _facts(audit: Mapping[str, Any]) -> Iterator[tuple[Content, Content]]:
    for name, value in audit.items():
        if _are_records(value) or value in ([], {}):
            continue
        field = Audit.model_fields.get(name)
        meaning = tag("small", field.description) if field and field.description else None
        yield title(name), [_value(name, value), " ", meaning]


def _value(name: str, value: Any) -> Content:
    match value:
        case float() if name in SHARES:
            return percent(value, 4 if name.startswith("gap") else 1)
        case bool() | str():
            return title(str(value)) if "_" in str(value) else str(value)
        case int() | float():
            return number(value)
        case _:
            return [tag("div", line) for line in told(value)]


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _records(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Markup]:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    numbers = [at for at, key in enumerate(columns) if isinstance(rows[0].get(key), int | float)]
    cells = ([_cell(row.get(key)) for key in columns] for row in rows)
    shown = table([title(key) for key in columns], cells, caption=title(name), numbers=numbers)
    return [tag("h3", title(name)), shown]


def _cell(value: Any) -> str:
    return number(value) if value is None or isinstance(value, int | float) else str(value) or NONE_NAMED


def _organisations(found: Round, figures: Figures) -> list[Markup]:
    rows = (
        (
            each.organisation or NONE_NAMED,
            number(each.people),
            number(each.matched),
            percent(each.matched / each.people, 1) if each.people else number(None),
            number(each.mean_score),
            *(() if found.are_peers else (number(each.places_given), number(each.places_received))),
        )
        for each in figures.organisations
    )
    headings = ["Organisation", "Looked", "Matched", "Share", "Mean score"]
    headings += [] if found.are_peers else ["Places given to others", "Places received"]
    shown = table(headings, rows, caption="By organisation", numbers=range(1, len(headings)))
    return [tag("h3", "Organisations"), shown]


def _places(found: Round) -> list[Markup]:
    used = taken(found.pairs)
    free = [mentor for mentor in found.mentors if mentor.places > used[mentor.id]]
    if not free:
        return [tag("h3", "Places left"), tag("p", "None: every place that a mentor offers is taken.")]
    rows = (
        (person(mentor), number(mentor.places), number(used[mentor.id]), number(mentor.places - used[mentor.id]))
        for mentor in sorted(free, key=lambda each: used[each.id] - each.places)
    )
    headings = ("Mentor", "Offered", "Taken", "Left")
    shown = table(headings, rows, caption="Mentors who have places left", numbers=(1, 2, 3))
    return [tag("h3", "Places left"), tag("details", tag("summary", f"{len(free):,} mentors have places left"), shown)]
