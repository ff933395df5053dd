"""Rosters as CSV: our headings, or the partner's own with a mapping."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.profile.domain.roster.complaints import Complaint
from services.profile.domain.roster.headings import Column, columns_of, field_of
from services.profile.domain.roster.judge import Judge, Written, misshapen
from services.profile.domain.roster.line import Line
from services.profile.domain.roster.mapping import ColumnMapping
from services.profile.domain.roster.read_cell import read_cell
from services.profile.domain.roster.records import Record, delimiter_of, records_of
from services.profile.domain.roster.unreadable import plain


def parse_csv(text: str, mapping: str | Mapping[str, Any] | ColumnMapping | None = None) -> Iterator[Line]:
    """A line for each person in the file. `mapping` is TOML text, a dict, or a ColumnMapping.

    Raises RosterUnreadable at once, before the first line, if the file as a whole cannot be read.
    """
    fitted, text = ColumnMapping.of(mapping), plain(text)
    delimiter = delimiter_of(text, lambda heading: field_of(heading, fitted) is not None)
    headings, *records = records_of(text, delimiter)
    return _lines(records, columns_of(headings.cells, fitted), fitted)


def _lines(records: Sequence[Record], columns: Sequence[Column], mapping: ColumnMapping) -> Iterator[Line]:
    judge = Judge()
    for record in records:
        problem = record.problem or _shape_problem(record.cells, columns)
        if problem:
            yield misshapen(record.number, problem)
        else:
            written = _written(record.cells, columns)
            said, unreadable = _read(written, mapping)
            yield judge.line(record.number, said, written, unreadable)


def _shape_problem(cells: Sequence[str], columns: Sequence[Column]) -> str | None:
    if len(cells) != len(columns):
        many = "many" if len(cells) > len(columns) else "few"
        return f"has too {many} cells: {len(cells)} under {len(columns)} headings"
    if any(cell.strip() and not column.heading for column, cell in zip(columns, cells, strict=True)):
        return "has a cell that stands under no heading"
    return None


def _written(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, Written]:
    pairs = zip(columns, cells, strict=True)
    return {column.field: Written(column.heading, cell) for column, cell in pairs if column.field}


def _read(written: Mapping[str, Written], mapping: ColumnMapping) -> tuple[dict[str, object], list[Complaint]]:
    said: dict[str, object] = {}
    unreadable: list[Complaint] = []
    for field in {**written, **mapping.defaults}:
        try:
            said[field] = _value(field, written, mapping)
        except ValueError as error:
            unreadable.append(Complaint(field, str(error)))
    return {field: value for field, value in said.items() if value is not None}, unreadable


def _value(field: str, written: Mapping[str, Written], mapping: ColumnMapping) -> object:
    value = read_cell(field, written[field].value, mapping.wording(field)) if field in written else None
    return read_cell(field, mapping.defaults[field]) if value is None and field in mapping.defaults else value
