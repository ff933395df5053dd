"""No names, no contact, no free text in any event."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import pytest
from pydantic import Field

from mentormesh_contracts import EVENTS, Event
from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.people import Person
from mentormesh_contracts.schemas import schema_of

ALLOWED_TEXT = {"Organisation.name", "Programme.title", "Structure.milestones"}
BOUNDS = ("enum", "const", "pattern", "format")
TELLING = {"name", "names", "email", "mail", "phone", "contact", "address", "birthday", "gender", "note", "notes"}
TELLING |= {"comment", "comments", "text", "message", "answer", "answers", "biography", "description", "external"}
PERSONAL = ["Jane Doe", "jane@doe.example", "+49 170 1234567", "Please call me.", "Ä", "", "two\nlines"]
Found = tuple[str, dict[str, Any]]
ANYTHING: dict[str, Any] = {}


def models(events: Iterable[type[Event]]) -> Iterator[dict[str, Any]]:
    for event in events:
        schema = schema_of(event)
        yield from (schema, *schema["$defs"].values())


def strings(place: str, schema: dict[str, Any]) -> Iterator[Found]:
    """Every schema in a schema that a string may fit, with the model and field that hold it."""
    if schema.get("type") == "string" or not schema.keys() & {"type", "$ref", "anyOf"}:
        yield place, schema
    for name, field in schema.get("properties", {}).items():
        yield from strings(f"{schema['title']}.{name}", field)
    for part in (*schema.get("anyOf", ()), *inner(schema)):
        yield from strings(place, part)


def inner(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a list holds; a map's keys and values."""
    if schema.get("type") == "array":
        yield schema.get("items", ANYTHING)
    elif schema.get("type") == "object" and "properties" not in schema:
        values = schema.get("additionalProperties", True)
        yield from (schema.get("propertyNames", ANYTHING), ANYTHING if values is True else values)


def all_strings(events: Iterable[type[Event]]) -> Iterator[Found]:
    return (found for model in models(events) for found in strings(model["title"], model))


def free_text(events: Iterable[type[Event]]) -> set[str]:
    return {place for place, schema in all_strings(events) if not any(bound in schema for bound in BOUNDS)}


def personal_patterns(events: Iterable[type[Event]], text: str) -> set[str]:
    patterns = ((place, schema["pattern"]) for place, schema in all_strings(events) if "pattern" in schema)
    return {place for place, pattern in patterns if re.search(pattern, text)}


def telling_fields(events: Iterable[type[Event]]) -> set[str]:
    fields = ((model["title"], name) for model in models(events) for name in model.get("properties", {}))
    return {f"{title}.{name}" for title, name in fields if TELLING & set(name.split("_"))}


def test_only_what_an_organisation_calls_its_own_is_free_text() -> None:
    assert free_text(EVENTS.values()) == ALLOWED_TEXT


@pytest.mark.parametrize("personal", PERSONAL)
def test_no_pattern_lets_a_name_a_contact_or_a_sentence_through(personal: str) -> None:
    assert personal_patterns(EVENTS.values(), personal) == set()


def test_no_field_is_called_like_something_personal() -> None:
    assert telling_fields(EVENTS.values()) == {"Organisation.name"}


class Gossip(Event):
    """Planted: what no event may be."""

    TYPE = "mentormesh.person.gossiped.v1"
    after: Person
    comment: str
    mentor_email: Annotated[str, Field(pattern="@")] | None = None
    remarks: tuple[str, ...] = ()
    marks: dict[str, int] = {}
    more: dict[Identifier, Any] = {}
    rest: Any = None


def test_a_planted_event_is_caught_by_each_check() -> None:
    assert free_text([Gossip]) == {f"Gossip.{name}" for name in ("comment", "remarks", "marks", "more", "rest")}
    assert personal_patterns([Gossip], "jane@doe.example") == {"Gossip.mentor_email"}
    assert telling_fields([Gossip]) == {"Gossip.comment", "Gossip.mentor_email"}
