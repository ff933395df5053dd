from typing import Any

import pytest

from services.chassis.http.schema_table import fields, type_of


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string", "format": "date-time"}, "date-time"),
        ({"type": "array", "items": {"type": "integer"}}, "list of integer"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "string or integer"),
        ({"type": "object", "additionalProperties": {"type": "number"}}, "map to number"),
        ({"$ref": "#/components/schemas/Share"}, '<a href="#schema-Share">Share</a>'),
        ({"const": "1.0"}, "<code>1.0</code>"),
        ({}, "anything"),
    ],
)
def test_a_type_is_a_few_words(schema: dict[str, Any], said: str) -> None:
    assert type_of(schema) == said


def test_a_row_tells_name_type_absence_and_meaning() -> None:
    schema = {
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "description": "Its id.", "maxLength": 9},
            "open": {"type": "boolean", "default": False},
        },
    }
    assert list(fields(schema)) == [
        ("<code>id</code>", "string", "", "Its id. <small>at most 9 characters</small>"),
        ("<code>open</code>", "boolean", "optional", " <small>default false</small>"),
    ]


def test_what_is_referred_to_can_be_opened_one_level_deep() -> None:
    inner = {"description": "A thing.", "properties": {"id": {"type": "string"}, "next": {"$ref": "#/x/Thing"}}}
    rows = list(fields({"properties": {"after": {"$ref": "#/x/Thing"}}}, opened={"Thing": inner}))
    assert [row[0] for row in rows] == [
        "<code>after</code>", "<code>after.</code><code>id</code>", "<code>after.</code><code>next</code>"
    ]  # fmt: skip
    assert rows[0][3] == "A thing. "
