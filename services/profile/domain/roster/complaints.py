"""What Pydantic finds wrong, in words that help whoever keeps the roster."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster.declaration import PersonDeclaration
from services.profile.domain.roster.nearest import nearest
from services.profile.domain.roster.quoted import quoted

MAX_COMPLAINTS = 20
MESSAGES = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "string_too_long": "is longer than {max_length} characters",
    "string_type": "{given} is not a text",
    "string_unicode": "is not valid text",
    "int_parsing": "{given} is not a whole number",
    "int_type": "{given} is not a whole number",
    "int_from_float": "{given} is not a whole number",
    "float_parsing": "{given} is not a number",
    "float_type": "{given} is not a number",
    "finite_number": "{given} is not a number",
    "greater_than_equal": "{given} is less than {ge:g}",
    "less_than_equal": "{given} is more than {le:g}",
    "too_long": "has more than {max_length} entries",
    "time_parsing": "{given} is no time of day such as 09:30",
    "time_type": "{given} is no time of day such as 09:30",
    "bool_parsing": "{given} is neither true nor false",
    "bool_type": "{given} is neither true nor false",
    "tuple_type": "is not a list",
    "dict_type": "is not a map",
    "value_error": "{error}",
}
PATTERNS = {
    "languages": "{given} is no language tag such as en or pt-BR",
    "zone": "{given} is no time zone such as Europe/Paris",
}
A_CONCEPT = "{given} is neither a lower-case slug such as data-analysis nor a concept's URI"


class Complaint(NamedTuple):
    """One thing that is wrong with one field."""

    field: str
    message: str


def complaints(error: ValidationError) -> Iterator[Complaint]:
    """What is wrong, by field; no more than is of use to whoever mends the line."""
    for found in error.errors(include_url=False)[:MAX_COMPLAINTS]:
        field, *inner = found["loc"]
        yield Complaint(str(field), _place(inner) + _message(str(field), found))


def _place(inner: list[Any]) -> str:
    if "[key]" in inner:
        return ""
    names = [f"entry {each + 1}" if isinstance(each, int) else str(each) for each in inner]
    return f"{', '.join(names)}: " if names else ""


def _message(field: str, found: ErrorDetails) -> str:
    given = quoted(found["input"])
    match found["type"]:
        case "extra_forbidden":
            return f"is no field of a person; the nearest is {nearest(field, PersonDeclaration.model_fields)}"
        case "enum":
            return _none_of(found["input"], re.findall(r"'([^']*)'", found["ctx"]["expected"]))
        case "string_pattern_mismatch":
            return PATTERNS.get(field, A_CONCEPT).format(given=given)
        case "value_error" if field == "zone":
            return f"{given} is no time zone of the IANA database{_meant(str(found['input']))}"
        case known if known in MESSAGES:
            return MESSAGES[known].format(given=given, **found.get("ctx", {}))
        case _:
            return found["msg"]


def _none_of(given: object, terms: list[str]) -> str:
    known = [term for term in terms if term != Role.PEER]
    return f"{quoted(given)} is none of {', '.join(known)}; the nearest is {nearest(str(given), known)}"


def _meant(zone: str) -> str:
    guess = nearest(zone, _zones().get(_initial(zone), ()), likeness=0.6)
    return f"; the nearest is {guess}" if guess else ""


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """Zones by the initial of their city, so that a guess among them is quick."""
    cities = sorted(available_timezones(), key=lambda zone: (_initial(zone), zone))
    return {initial: tuple(zones) for initial, zones in groupby(cities, _initial)}


def _initial(zone: str) -> str:
    return zone.rpartition("/")[2][:1].casefold()
