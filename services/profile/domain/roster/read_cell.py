"""Cells in the form that people write: lists, maps, weekly hours, yes and no."""

from collections.abc import Callable
from typing import TypeAlias

from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.read_hours import read_hours
from services.profile.domain.roster.separators import split
from services.profile.domain.roster.wording import OUR_WORDING, Wording, as_concept, as_language, as_term

Form: TypeAlias = Callable[[str, Wording], object]

YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def read_cell(field: str, cell: str, wording: Wording = OUR_WORDING) -> object:
    """What the cell says, for the declaration's field; None if it says nothing. Raises ValueError."""
    if wording.knows(cell):
        cell, wording = wording.ours(cell), OUR_WORDING
    return FORMS[field](cell, wording) if cell.strip() else None


def _text(cell: str, wording: Wording) -> str:
    return cell


def _concept(cell: str, wording: Wording) -> str:
    return as_concept(cell)


def _number(cell: str, wording: Wording) -> str:
    return _with_a_point(cell)


def _boolean(cell: str, wording: Wording) -> bool:
    try:
        return YES_OR_NO[cell.strip().casefold()]
    except KeyError:
        raise ValueError(f"{quoted(cell)} is neither yes nor no") from None


def _term(cell: str, wording: Wording) -> str:
    return as_term(cell)


def _list_of(read: Callable[[str], str]) -> Form:
    return lambda cell, wording: tuple(read(value) for value in wording.values(cell))


def _map_of(read: Callable[[str], str]) -> Form:
    def read_map(cell: str, wording: Wording) -> dict[str, str]:
        pairs: dict[str, str] = {}
        for item in split(cell, wording.separators.list):
            key, pair, value = item.rpartition(wording.separators.pair)
            if not pair or not key.strip() or not value.strip():
                raise ValueError(f"{quoted(item)} is no pair such as python{wording.separators.pair} 3")
            ours = read(wording.ours(key))
            if ours in pairs:
                raise ValueError(f"{quoted(key.strip())} is named twice")
            pairs[ours] = _with_a_point(wording.ours(value))
        return pairs

    return read_map


def _with_a_point(number: str) -> str:
    return number.strip().replace(",", ".")


FORMS: dict[str, Form] = {
    "external_id": _text,
    "name": _text,
    "email": _text,
    "phone": _text,
    "shares_contact": _boolean,
    "roles": _list_of(as_term),
    "goals_sought": _list_of(as_term),
    "goals_offered": _list_of(as_term),
    "strengths": _map_of(as_concept),
    "weaknesses": _list_of(as_concept),
    "disciplines": _map_of(as_concept),
    "area_sought": _concept,
    "languages": _list_of(as_language),
    "zone": _text,
    "weekly_hours": read_hours,
    "places_offered": _number,
    "wished_qualities": _map_of(as_term),
    "preferred_external_ids": _list_of(str.strip),
    "reporting_line_external_ids": _list_of(str.strip),
    "never_with_external_ids": _list_of(str.strip),
    "screening": _term,
}
"""How the cells of each field are read, in the order in which they are written."""
