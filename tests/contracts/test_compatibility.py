"""Each rule with a planted change, and what may be changed freely."""

from copy import deepcopy
from typing import Any

import pytest

from mentormesh_contracts import EVENTS
from mentormesh_contracts.compatibility import incompatibilities
from mentormesh_contracts.schemas import schema_of

Schema = dict[str, Any]
BOUNDED = {"type": "array", "items": {"type": "string"}, "maxItems": 5, "minItems": 1}
COLOURS = {"type": "string", "enum": ["red", "blue"]}
TEXT = {"type": "string"}


def holding(field: Schema, **more: Any) -> Schema:
    return {"type": "object", "properties": {"field": field}, **more}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (TEXT, {"type": "integer"}, "field: type was string, is integer"),
        (TEXT, {"anyOf": [TEXT, {"type": "null"}]}, "field: may now be null"),
        ({"anyOf": [TEXT, {"type": "null"}]}, TEXT, "field: null is no longer allowed"),
        ({"type": ["string", "null"]}, TEXT, "field: null is no longer allowed"),
        (BOUNDED, BOUNDED | {"maxItems": 4}, "field: maxItems was 5, is 4"),
        (BOUNDED, BOUNDED | {"maxItems": 6}, "field: maxItems was 5, is 6"),
        (BOUNDED, BOUNDED | {"minItems": 2}, "field: minItems was 1, is 2"),
        (TEXT, TEXT | {"maxLength": 9}, "field: maxLength was absent, is 9"),
        (TEXT, TEXT | {"pattern": "^a"}, "field: pattern was absent, is ^a"),
        (TEXT | {"pattern": "^a"}, TEXT | {"pattern": "^b"}, "field: pattern was ^a, is ^b"),
        (TEXT | {"format": "date-time"}, TEXT | {"format": "date"}, "field: format was date-time, is date"),
        (BOUNDED, BOUNDED | {"uniqueItems": True}, "field: uniqueItems was absent, is True"),
        (BOUNDED, BOUNDED | {"items": {"type": "number"}}, "field[]: type was string, is number"),
        (COLOURS, TEXT | {"enum": ["red"]}, "field: value 'blue' removed"),
        (COLOURS, TEXT | {"enum": ["red", "blue", "green"]}, "field: value 'green' added to a closed enumeration"),
        (COLOURS, TEXT | {"const": "red"}, "field: value 'blue' removed"),
        (COLOURS, TEXT, "field: was ['red', 'blue'], is any value"),
        (TEXT, COLOURS, "field: was any value, is ['red', 'blue']"),
        (TEXT | {"default": "a"}, TEXT | {"default": "b"}, "field: default was 'a', is 'b'"),
        (TEXT, TEXT | {"not": {"const": "x"}}, "field: not was absent, is {'const': 'x'}"),
        ({"type": "object"}, {"type": "object", "additionalProperties": False}, "field{}: was True, is False"),
        (
            {"type": "object", "additionalProperties": {"type": "integer", "maximum": 5}},
            {"type": "object", "additionalProperties": {"type": "integer", "maximum": 4}},
            "field{}: maximum was 5, is 4",
        ),
        (
            {"type": "object", "propertyNames": COLOURS},
            {"type": "object", "propertyNames": TEXT | {"enum": ["red"]}},
            "field{key}: value 'blue' removed",
        ),
        (
            {"type": "array", "prefixItems": [TEXT]},
            {"type": "array", "prefixItems": [{"type": "number"}]},
            "field.prefixItems[0]: type was string, is number",
        ),
        (
            {"type": "array", "prefixItems": [TEXT]},
            {"type": "array", "prefixItems": []},
            "field.prefixItems: had 1 parts, has 0",
        ),
    ],
)
def test_a_change_of_values_is_found(old: Schema, new: Schema, fault: str) -> None:
    assert incompatibilities(holding(old), holding(new)) == [fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (holding(TEXT), {"type": "object", "properties": {}}, "field: removed"),
        (holding(TEXT), holding(TEXT, required=["field"]), "field: newly required, without a default"),
        (
            {"type": "object", "properties": {}},
            holding(TEXT, required=["field"]),
            "field: newly required, without a default",
        ),
        (
            holding(TEXT, required=["field"]),
            holding(TEXT),
            "field: no longer required, but readers of the old schema need it",
        ),
        (
            {"type": "object", "additionalProperties": False},
            holding(TEXT, additionalProperties=False),
            "field: added where nothing else was allowed",
        ),
        (TEXT, {"type": "integer"}, "body: type was string, is integer"),
    ],
)
def test_a_change_of_shape_is_found(old: Schema, new: Schema, fault: str) -> None:
    assert incompatibilities(old, new) == [fault]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "object", "properties": {}}, holding(TEXT)),
        ({"type": "object", "properties": {}}, holding(TEXT | {"default": "x"}, required=["field"])),
        (holding(TEXT), holding(TEXT | {"description": "More of it.", "title": "Field", "examples": ["a"]})),
        (holding(COLOURS), holding(TEXT | {"enum": ["blue", "red"]})),
        (holding(TEXT), holding(TEXT | {"x-owner": "profile"})),
        (holding({"anyOf": [TEXT, {"type": "null"}]}), holding({"anyOf": [{"type": "null"}, TEXT]})),
    ],
)
def test_what_nobody_trips_over_is_free(old: Schema, new: Schema) -> None:
    assert incompatibilities(old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (COLOURS, TEXT | {"enum": ["red", "blue", "green"]}),
        (COLOURS, TEXT),
        (BOUNDED, BOUNDED | {"maxItems": 6, "minItems": 0}),
        (TEXT | {"pattern": "^a"}, TEXT),
        (TEXT, {"anyOf": [TEXT, {"type": "null"}]}),
    ],
)
def test_what_was_open_from_the_first_may_grow(old: Schema, new: Schema) -> None:
    assert incompatibilities(holding(old | {"x-open": True}), holding(new)) == []
    assert incompatibilities(holding(old), holding(new | {"x-open": True})) != []


def test_what_is_open_may_not_shrink() -> None:
    faults = incompatibilities(holding(COLOURS | {"x-open": True}), holding(TEXT | {"enum": ["red"]}))
    assert faults == ["field: value 'blue' removed"]
    faults = incompatibilities(holding(BOUNDED | {"x-open": True}), holding(BOUNDED | {"maxItems": 4}))
    assert faults == ["field: maxItems was 5, is 4"]


def test_references_are_followed_even_in_a_circle() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}, "colour": {"$ref": "#/$defs/Colour"}}}
    old: Schema = {"$ref": "#/$defs/Node", "$defs": {"Node": node, "Colour": COLOURS}}
    new = deepcopy(old)
    assert incompatibilities(old, new) == []
    new["$defs"]["Colour"] = TEXT | {"enum": ["red"]}
    assert incompatibilities(old, new) == ["colour: value 'blue' removed"]


def test_a_renamed_definition_of_the_same_shape_is_no_change() -> None:
    old = holding({"$ref": "#/$defs/Colour"}, **{"$defs": {"Colour": COLOURS}})
    new = holding({"$ref": "#/$defs/Hue"}, **{"$defs": {"Hue": COLOURS}})
    assert incompatibilities(old, new) == []


def test_alternatives_of_one_type_are_compared_in_their_order() -> None:
    small, large = {"type": "integer", "maximum": 1}, {"type": "integer", "maximum": 9}
    old, new = holding({"anyOf": [small, large]}), holding({"anyOf": [small, large | {"maximum": 8}]})
    assert incompatibilities(old, new) == ["field: maximum was 9, is 8"]


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
def test_a_schema_is_compatible_with_itself(event: type) -> None:
    assert incompatibilities(schema_of(event), schema_of(event)) == []


def test_a_change_planted_deep_in_a_real_schema_is_found_at_its_place() -> None:
    old = schema_of(EVENTS["mentormesh.mentorship.started.v1"])
    new = deepcopy(old)
    del new["$defs"]["Member"]["properties"]["accepted_at"]
    new["$defs"]["Role"]["enum"].remove("peer")
    new["$defs"]["Mentorship"]["properties"]["members"]["maxItems"] = 2
    assert sorted(incompatibilities(old, new)) == [
        "after.members: maxItems was 60, is 2",
        "after.members[].accepted_at: removed",
        "after.members[].role: value 'peer' removed",
    ]
