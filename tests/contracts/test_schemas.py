import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mentormesh_contracts import EVENTS, UPCASTERS, Event
from mentormesh_contracts.schemas import IncompatibleSchemas, published_faults, schema_of, schema_text, write_schemas
from tests.contracts.instances import events

COMMITTED = Path(__file__).parents[2] / "contracts" / "schemas"
FEW = settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def test_nothing_was_changed_that_a_reader_would_trip_over() -> None:
    faults = published_faults(COMMITTED)
    assert not faults, "not additive, so it needs a new major version:\n" + "\n".join(faults)


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """And of earlier types, those that were published with them."""
    files = (file for file in COMMITTED.glob("*.json") if file.stem not in UPCASTERS)
    committed = {file.stem: file.read_text(encoding="utf-8") for file in files}
    generated = {name: schema_text(event) for name, event in EVENTS.items()}
    old = sorted(name for name in committed | generated if committed.get(name) != generated.get(name))
    assert not old, f"run make schemas: {', '.join(old)}"


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
@FEW
@given(data=st.data())
def test_what_a_model_writes_is_what_its_schema_says(event: type[Event], data: st.DataObject) -> None:
    schema = schema_of(event)
    Draft202012Validator.check_schema(schema)
    written = json.loads(data.draw(events(event)).model_dump_json())
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(written)


def test_a_schema_says_what_it_is() -> None:
    schema = schema_of(EVENTS["mentormesh.mentorship.started.v1"])
    assert schema["$id"] == "urn:mentormesh:schema:mentormesh.mentorship.started.v1"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "MentorshipStarted"
    assert schema["description"] == "Everyone agreed: the mentorship is under way."


def test_writing_twice_writes_the_same(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schemas")
    before = {file.name: file.read_bytes() for file in (tmp_path / "schemas").iterdir()}
    write_schemas(tmp_path / "schemas")
    assert before == {file.name: file.read_bytes() for file in (tmp_path / "schemas").iterdir()}
    assert len(before) == len(EVENTS)
    assert all(text.endswith(b"}\n") for text in before.values())


def test_an_incompatible_schema_is_not_written_over_a_published_one(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    published = tmp_path / "mentormesh.person.left.v1.json"
    schema = json.loads(published.read_text(encoding="utf-8"))
    schema["$defs"]["Person"]["properties"]["shoe_size"] = {"type": "integer", "default": 42}
    published.write_text(json.dumps(schema), encoding="utf-8")
    (tmp_path / "mentormesh.person.vanished.v1.json").write_text("{}", encoding="utf-8")
    with pytest.raises(IncompatibleSchemas) as error:
        write_schemas(tmp_path)
    assert error.value.faults == [
        "mentormesh.person.left.v1: after.shoe_size: removed",
        "mentormesh.person.vanished.v1: the type is gone",
    ]
    assert "shoe_size" in published.read_text(encoding="utf-8")
