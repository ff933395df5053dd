"""Every earlier type that is still read or written, against the schema that was published with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mentormesh_contracts import DOWNCASTERS, EVENTS, MalformedRecord, decode
from mentormesh_contracts.earlier import RESCHEDULED_V1
from mentormesh_contracts.sessions import SessionRescheduled
from tests.contracts.instances import envelope_of, events, of_schema

SCHEMAS = Path(__file__).parents[2] / "contracts" / "schemas"
SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
EARLIER = sorted(file.stem for file in SCHEMAS.glob("*.json") if file.stem not in EVENTS)
SESSION = {
    "id": "s1",
    "mentorship_id": "m1",
    "status": "booked",
    "start": "2026-03-02T10:00:00Z",
    "end": "2026-03-02T11:30:00Z",
    "zone": "UTC",
    "attendees": [],
}


def schema_named(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def test_what_was_published_once_stays_published() -> None:
    assert EARLIER == [RESCHEDULED_V1]
    assert DOWNCASTERS.old_types == set(EARLIER)


@pytest.mark.parametrize("name", EARLIER)
@SOME
@given(data=st.data())
def test_whatever_the_earlier_schema_allowed_is_read_as_the_type_of_today(name: str, data: st.DataObject) -> None:
    body = data.draw(of_schema(schema_named(name)))
    like = SessionRescheduled.model_validate({"after": SESSION, "previous": {**SESSION}})
    headers = envelope_of(like, type=name, subject=body["after"]["id"]).to_headers()
    event = decode(headers, json.dumps(body).encode()).event
    assert event is not None
    assert event.TYPE not in EARLIER


@pytest.mark.parametrize("name", EARLIER)
@SOME
@given(data=st.data())
def test_what_is_written_for_old_readers_is_what_the_earlier_schema_says(name: str, data: st.DataObject) -> None:
    written, body = DOWNCASTERS.written(data.draw(events(SessionRescheduled)), {name})
    assert written == name
    validator = Draft202012Validator(schema_named(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(json.loads(body))


def test_nothing_is_written_as_it_was_unless_somebody_asks() -> None:
    event = SessionRescheduled.model_validate({"after": SESSION, "previous": SESSION})
    assert DOWNCASTERS.written(event, ()) == (SessionRescheduled.TYPE, event.model_dump_json().encode())


def test_a_version_1_is_taken_to_have_had_the_length_of_today() -> None:
    body = {"after": SESSION, "previous_start": "2026-03-01T09:00:00+00:00"}
    event = _decoded(body)
    assert isinstance(event, SessionRescheduled)
    assert (event.previous.start.isoformat(), event.previous.end.isoformat()) == (
        "2026-03-01T09:00:00+00:00",
        "2026-03-01T10:30:00+00:00",
    )


@pytest.mark.parametrize("body", [{"after": SESSION}, {"after": [], "previous_start": "2026-03-01T09:00:00Z"}])
def test_a_version_1_that_never_was_one_is_malformed(body: dict[str, Any]) -> None:
    with pytest.raises(MalformedRecord, match=RESCHEDULED_V1):
        _decoded(body)


def _decoded(body: dict[str, Any]) -> Any:
    like = SessionRescheduled.model_validate({"after": SESSION, "previous": SESSION})
    return decode(envelope_of(like, type=RESCHEDULED_V1).to_headers(), json.dumps(body).encode()).event
