"""What the engine's audit says of a result: shown as it comes, so that figures may be added to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cli.match.extras import plain
from cli.match.ids import Ids
from cli.match.report.left_out import told
from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import definitions, table
from cli.match.report.words import NONE_NAMED, number, percent, title
from mentormesh_contracts.programmes import Audit

TOLD_ALREADY = ("objective", "coverage", "total_score", "worst_score")
SMALLER_GROUPS = "all smaller groups, together"
SHARES = ("gap", "gap_without_quotas")


def audited(audit: Any, ids: Ids) -> list[Markup]:
    """Figures, and a table for each list of records. Nothing if there was no audit."""
    said = plain(audit, ids)
    if not isinstance(said, dict) or not said:
        return []
    tables = (part for name, rows in said.items() if _are_records(rows) for part in _records(name, rows))
    return [tag("h3", "Audit"), definitions(_facts(said)), *tables]


def _facts(audit: Mapping[str, Any]) -> Iterator[tuple[Content, Content]]:
    for name, value in audit.items():
        if name in TOLD_ALREADY or _are_records(value) or value in ([], {}):
            continue
        field = Audit.model_fields.get(name)
        meaning = tag("small", field.description) if field and field.description else None
        yield title(name), [_value(name, value), " ", meaning]


def _value(name: str, value: Any) -> Content:
    match value:
        case float() if name in SHARES:
            return percent(value, 4)
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
    cells = ([_cell(key, row.get(key)) for key in columns] for row in rows)
    shown = table([title(key) for key in columns], cells, caption=title(name), numbers=numbers)
    return [tag("h3", title(name)), shown]


def _cell(key: str, value: Any) -> str:
    if key == "value" and value is None:
        return SMALLER_GROUPS
    return number(value) if value is None or isinstance(value, int | float) else str(value) or NONE_NAMED
