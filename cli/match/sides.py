"""Who stands on which side: the file decides, unless a row names roles of its own that do not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cli.match.sheet import Fault, Row, Sheet
from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.wording import folded


@dataclass(frozen=True)
class Sides:
    """The people of one match, by external id, each with the row of every side that they stand on."""

    people: Mapping[str, Mapping[Role, Row]]
    passed_over: Mapping[Role, int]
    """How many rows name roles, and not this one."""
    faults: Sequence[Fault]


def take_sides(sheets: Mapping[Role, Sheet]) -> Sides:
    """Everybody in the order of the files. Whoever stands in two is one person, unless the names say otherwise."""
    people: dict[str, dict[Role, Row]] = {}
    passed_over = dict.fromkeys(sheets, 0)
    faults = []
    for role, sheet in sheets.items():
        for row in sheet.rows:
            if not _takes(row, role):
                passed_over[role] += 1
                continue
            rows = people.setdefault(row.external_id, {})
            if other := next((each for each in rows.values() if _differ(each, row)), None):
                faults.append(_somebody_else(row, other))
            else:
                rows[role] = row
    return Sides(people, passed_over, faults)


def _takes(row: Row, role: Role) -> bool:
    roles = row.declaration.roles
    return not roles or role is Role.PEER or role in roles


def _differ(one: Row, other: Row) -> bool:
    return bool(one.name and other.name) and folded(one.name) != folded(other.name)


def _somebody_else(row: Row, other: Row) -> Fault:
    message = f"is {quoted(other.name)} in line {other.line} of {other.file}: two people need two ids"
    return row.fault("external_id", message, row.external_id)
