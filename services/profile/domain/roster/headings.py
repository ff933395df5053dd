"""Which column of a file holds which field."""

from collections.abc import Sequence
from typing import NamedTuple

from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.mapping import ColumnMapping
from services.profile.domain.roster.nearest import nearest
from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.unreadable import MAX_COLUMNS, MappingUnfit, RosterUnreadable
from services.profile.domain.roster.wording import as_term, folded

FIELDS = tuple(PersonDeclaration.model_fields)
REQUIRED = tuple(name for name, field in PersonDeclaration.model_fields.items() if field.is_required())


class Column(NamedTuple):
    """A column: its heading in the file, and the field that it holds, if it is of use."""

    heading: str
    field: str | None


def columns_of(headings: Sequence[str], mapping: ColumnMapping) -> tuple[Column, ...]:
    """The columns under these headings. Raises RosterUnreadable, naming the heading that is at fault."""
    if len(headings) > MAX_COLUMNS:
        raise RosterUnreadable(f"the file has {len(headings)} columns; at most {MAX_COLUMNS} are read")
    headings = [heading.strip() for heading in headings]
    _check_mapped(headings, mapping)
    columns = tuple(Column(heading, field_of(heading, mapping)) for heading in headings)
    _check_known(columns, mapping)
    _check_once(columns)
    _check_required(columns, mapping)
    return columns


def field_of(heading: str, mapping: ColumnMapping) -> str | None:
    """The field under a heading: as mapped, else of the same name; None if there is none."""
    for theirs, field in mapping.columns.items():
        if folded(theirs) == folded(heading):
            return field
    return None if _ignored(heading, mapping) or as_term(heading) not in FIELDS else as_term(heading)


def _check_mapped(headings: Sequence[str], mapping: ColumnMapping) -> None:
    present = {folded(heading) for heading in headings}
    seen: set[str] = set()
    for named in (*mapping.columns, *mapping.ignore):
        if folded(named) not in present:
            guess = nearest(named, [heading for heading in headings if heading])
            raise MappingUnfit(
                f"the mapping names {quoted(named)}, which is no heading of the file; the nearest is {guess}",
                heading=named,
                nearest=guess,
            )
        if folded(named) in seen:
            raise MappingUnfit(f"the mapping names the heading {quoted(named)} twice", heading=named)
        seen.add(folded(named))


def _check_known(columns: Sequence[Column], mapping: ColumnMapping) -> None:
    for heading, field in columns:
        if heading and field is None and not _ignored(heading, mapping):
            guess = nearest(heading, FIELDS)
            raise RosterUnreadable(
                f"{quoted(heading)} is no heading of a roster; the nearest is {guess}. "
                "A mapping says what it means, or to ignore it",
                heading=heading,
                nearest=guess,
            )


def _check_once(columns: Sequence[Column]) -> None:
    first: dict[str, str] = {}
    for heading, field in columns:
        if field in first:
            raise RosterUnreadable(
                f"{quoted(heading)} and {quoted(first[field])} are both {field}", heading=heading, nearest=first[field]
            )
        if field:
            first[field] = heading


def _check_required(columns: Sequence[Column], mapping: ColumnMapping) -> None:
    present = {field for _, field in columns} | mapping.defaults.keys()
    for field in REQUIRED:
        if field not in present:
            raise RosterUnreadable(f"no column holds {field}, which every person must have", nearest=field)


def _ignored(heading: str, mapping: ColumnMapping) -> bool:
    return any(folded(heading) == folded(ignored) for ignored in mapping.ignore)
