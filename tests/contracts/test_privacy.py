"""No names, no contact, no free text in any event."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from mentormesh_contracts import EVENTS
from mentormesh_contracts.schemas import schema_of

ALLOWED_TEXT = {"Organisation.name", "Programme.title", "Structure.milestones"}
TELLING = {"name", "names", "email", "mail", "phone", "contact", "address", "birthday", "gender", "note", "notes"}
TELLING |= {"comment", "comments", "text", "message", "answer", "answers", "biography", "description", "external"}
PERSONAL = ["Jane Doe", "jane@doe.example", "+49 170 1234567", "Please call me.", "Ä", "", "two\nlines"]
Found = tuple[str, dict[str, Any]]


def strings(place: str, schema: Any) -> Iterator[Found]:
    """Every schema of a string in a schema, with the model and field that hold it."""
    if isinstance(schema, list):
        for part in schema:
            yield from strings(place, part)
    elif isinstance(schema, dict):
        if schema.get("type") == "string" or ("maxLength" in schema and "type" not in schema):
            yield place, schema
        for name, field in schema.get("properties", {}).items():
            yield from strings(f"{schema['title']}.{name}", field)
        for keyword in ("anyOf", "items", "additionalProperties", "propertyNames"):
            yield from strings(place, schema.get(keyword))


def all_strings() -> Iterator[Found]:
    for event in EVENTS.values():
        schema = schema_of(event)
        for model in (schema, *schema["$defs"].values()):
            yield from strings(model["title"], model)


def test_only_what_an_organisation_calls_its_own_is_free_text() -> None:
    bound = ("enum", "const", "pattern", "format")
    assert {place for place, schema in all_strings() if not any(word in schema for word in bound)} == ALLOWED_TEXT


@pytest.mark.parametrize("personal", PERSONAL)
def test_no_pattern_lets_a_name_a_contact_or_a_sentence_through(personal: str) -> None:
    patterns = {(place, schema["pattern"]) for place, schema in all_strings() if "pattern" in schema}
    assert patterns
    assert [place for place, pattern in patterns if re.search(pattern, personal)] == []


def test_no_field_is_called_like_something_personal() -> None:
    fields = {
        f"{model['title']}.{name}"
        for event in EVENTS.values()
        for model in (schema_of(event), *schema_of(event)["$defs"].values())
        for name in model.get("properties", {})
    }
    assert {field for field in fields if TELLING & set(field.partition(".")[2].split("_"))} == {"Organisation.name"}
