"""What there is to be said of files that were read: that somebody is unknown, that a column is missing."""

from collections.abc import Iterator, Mapping

from cli.errors import Failure, WrongUsage
from cli.match.attributes import REFERENCES, differences
from cli.match.counted import plural
from cli.match.ids import Ids
from cli.match.sheet import Fault, Row, Sheet
from cli.match.sides import Sides
from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster.quoted import quoted

PLURAL = {Role.MENTEE: "mentees", Role.MENTOR: "mentors", Role.PEER: "peers"}
UNSAID = {
    Role.MENTEE: {"goals_sought": "what they seek", "wished_qualities": "what a good mentor has"},
    Role.MENTOR: {
        "goals_offered": "what they help with",
        "disciplines": "their years of experience, so that none of them is ahead of anybody",
        "languages": "a language, so that none of them shares one with anybody",
    },
    Role.PEER: {
        "disciplines": "their discipline, so that no two come from different ones",
        "languages": "a language, so that no two share one",
    },
}


def insist_on_somebody(role: Role, sheet: Sheet, sides: Sides) -> None:
    """Raise WrongUsage or Failure if nobody stands on that side."""
    if any(role in rows for rows in sides.people.values()):
        return
    if faults := (*sheet.faults, *sides.faults):
        first = faults[0]
        place = f"line {first.line}, {first.field or 'as a whole'}: {first.message}"
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise Failure(f"{sheet.file}: no line can be used: {place}{more}")
    if sheet.rows:
        raise WrongUsage(f"{sheet.file}: nobody takes the role {role}, by their own roles")
    raise WrongUsage(f"{sheet.file} holds nobody: there is no line beneath the headings")


def warnings(people: Mapping[str, Mapping[Role, Row]], ids: Ids) -> Iterator[Fault]:
    """What is odd about lines that are taken nevertheless."""
    for rows in people.values():
        yield from differences(rows)
        for row in rows.values():
            yield from _unknown(row, ids)


def _unknown(row: Row, ids: Ids) -> Iterator[Fault]:
    for field in REFERENCES.values():
        for name in getattr(row.declaration, field):
            if not ids.knows(name):
                yield row.fault(field, f"{quoted(name)} is in none of the lines that were read", name)


def notes(sides: Sides, sheets: Mapping[Role, Sheet]) -> Iterator[str]:
    """What concerns a file as a whole."""
    for role, passed_over in sides.passed_over.items():
        rows = [rows[role] for rows in sides.people.values() if role in rows]
        if passed_over:
            yield f"{sheets[role].file}: {passed_over:,} passed over: no {PLURAL[role]}, by their own roles"
        for field, what in UNSAID[role].items():
            if not any(row.says(field) for row in rows):
                yield f"{sheets[role].file}: none of the {PLURAL[role]} says {what} ({field})"
    silent = [rows for rows in sides.people.values() if Role.MENTOR in rows and not _says_places(rows)]
    if silent:
        who = plural(len(silent), "mentor")
        yield f"{sheets[Role.MENTOR].file}: {who} with no word on places: taken for one each"


def _says_places(rows: Mapping[Role, Row]) -> bool:
    return any(row.says("places_offered") for row in rows.values())
