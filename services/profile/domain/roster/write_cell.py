"""A declaration as cells of a CSV file: the inverse of `read_cell`."""

from collections.abc import Mapping
from datetime import time

from mentormesh_contracts.people import WeeklyHours
from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.separators import OURS, join


def to_csv_row(declaration: PersonDeclaration) -> dict[str, str]:
    """The cells by our headings, in the order of the declaration's fields."""
    return {field: _cell(getattr(declaration, field)) for field in PersonDeclaration.model_fields}


def _cell(value: object) -> str:
    match value:
        case Mapping():
            return join(f"{key}{OURS.pair}{_single(level)}" for key, level in value.items())
        case tuple():
            return join(map(_single, value))
        case _:
            return _single(value)


def _single(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case WeeklyHours():
            return f"{value.day} {_clock(value.start)}-{_clock(value.end)}"
        case _:
            return str(value)


def _clock(moment: time) -> str:
    return moment.isoformat("auto" if moment.second or moment.microsecond else "minutes")
