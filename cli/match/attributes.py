"""What is known of a person: of one row, or of the two of somebody who is a mentor and a mentee."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cli.match.sheet import Fault, Row
from mentormesh_contracts.people import Attributes
from mentormesh_contracts.vocabulary import Role, Screening
from services.profile.domain.roster import PersonDeclaration
from services.profile.domain.roster.write_cell import to_csv_row

OF_MENTORS = ("goals_offered", "strengths", "places_offered")
"""For these the mentors' row counts first, for all others the mentees'."""
HOURS = ("zone", "weekly_hours")
"""They belong together."""
REFERENCES = {
    "preferred": "preferred_external_ids",
    "reporting_line": "reporting_line_external_ids",
    "never_with": "never_with_external_ids",
}
MOST_CAUTIOUS_FIRST = (Screening.REFUSED, Screening.PENDING, Screening.NONE, Screening.CLEARED)
PLACES_IF_NOT_SAID = 1
TAKEN_AS_THEY_ARE = tuple(
    name
    for name in Attributes.model_fields
    if name in PersonDeclaration.model_fields and name not in ("roles", "screening")
)


def attributes_of(rows: Mapping[Role, Row]) -> dict[str, Any]:
    """Everything that a person declares, without roles and references."""
    known = {name: getattr(_row_for(name, rows).declaration, name) for name in TAKEN_AS_THEY_ARE}
    said = {row.declaration.screening for row in rows.values()}
    known["screening"] = next(each for each in MOST_CAUTIOUS_FIRST if each in said)
    if Role.MENTOR in rows and not any(row.says("places_offered") for row in rows.values()):
        known["places_offered"] = PLACES_IF_NOT_SAID
    return known


def references_of(rows: Mapping[Role, Row]) -> dict[str, tuple[str, ...]]:
    """By attribute, the external ids that any of the rows names."""
    return {
        attribute: _each_once(name for row in rows.values() for name in getattr(row.declaration, field))
        for attribute, field in REFERENCES.items()
    }


def differences(rows: Mapping[Role, Row]) -> Iterator[Fault]:
    """What two rows of one person say differently, where only one of them can count."""
    if Role.MENTEE not in rows or Role.MENTOR not in rows:
        return
    one, other = rows[Role.MENTEE], rows[Role.MENTOR]
    cells, counting = to_csv_row(other.declaration), to_csv_row(one.declaration)
    for name in TAKEN_AS_THEY_ARE:
        differ = getattr(one.declaration, name) != getattr(other.declaration, name)
        if differ and one.says(name) and other.says(name):
            first = other if name in OF_MENTORS else one
            passed = cells[name] if first is one else counting[name]
            not_counting = other if first is one else one
            yield not_counting.fault(name, f"differs from line {first.line} of {first.file}, which counts", passed)


def _row_for(name: str, rows: Mapping[Role, Row]) -> Row:
    first = Role.MENTOR if name in OF_MENTORS else Role.MENTEE
    ordered = sorted(rows, key=lambda role: role is not first)
    asked = "weekly_hours" if name in HOURS else name
    return next((rows[role] for role in ordered if rows[role].says(asked)), rows[ordered[0]])


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
