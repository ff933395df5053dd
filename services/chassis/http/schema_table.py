"""A JSON Schema as rows that people can read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from services.chassis.http.markup import Html, element, joined, link, text

Schema = dict[str, Any]
LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "from {}",
    "maximum": "to {}",
    "minItems": "at least {}",
    "maxItems": "at most {}",
}


def last(ref: str) -> str:
    """The last part of a reference."""
    return ref.rpartition("/")[2]


def anchor(name: str) -> str:
    """Where a schema stands on the page."""
    return f"schema-{name}"


def fields(schema: Schema, opened: Mapping[str, Schema] | None = None) -> Iterator[tuple[object, ...]]:
    """A row for each property: name, type, whether it may be absent, meaning.

    `opened`: schemas whose own properties follow where they are referred to.
    """
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        inner = (opened or {}).get(last(field.get("$ref", "")), {})
        meaning = _meaning(field if "description" in field else {**field, "description": inner.get("description", "")})
        yield element("code", name), type_of(field), "" if name in required else "optional", meaning
        for within, *rest in fields(inner):
            yield joined(element("code", f"{name}."), within), *rest


def enumerated(schema: Schema) -> Html:
    """The values of an enumeration."""
    return element("p", *(part for value in schema["enum"] for part in (element("code", value), " ")))


def type_of(schema: Schema) -> Html:
    """What a value is, in a few words; other schemas as links."""
    if "$ref" in schema:
        name = last(schema["$ref"])
        return link(f"#{anchor(name)}", name)
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _chosen(schema[choice])
    if "const" in schema:
        return element("code", schema["const"])
    if schema.get("type") == "array":
        return joined("list of ", type_of(schema.get("items", {})))
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return joined("map to ", type_of(schema["additionalProperties"]))
    return text(schema.get("format") or schema.get("type") or "anything")


def _chosen(options: list[Schema]) -> Html:
    written = [type_of(option) for option in options if option.get("type") != "null"]
    parts = [part for option in written for part in (" or ", option)]
    return joined(*parts[1:])


def _meaning(schema: Schema) -> Html:
    limits = [sentence.format(schema[name]) for name, sentence in LIMITS.items() if name in schema]
    if schema.get("default") is not None:
        limits.append(f"default {json.dumps(schema['default'])}")
    return joined(schema.get("description", ""), " ", element("small", ", ".join(limits)) if limits else "")
