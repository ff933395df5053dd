import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentormesh_contracts import EVENTS, Event, MalformedRecord, Upcasters, decode
from mentormesh_contracts.people import PersonLeft, PersonRegistered
from tests.contracts.instances import envelope_of, events

SOME = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PERSON = {
    "id": "p1",
    "organisation_id": "o1",
    "registered_at": "2026-03-01T09:00:00Z",
    "changed_at": "2026-03-01T09:00:00Z",
}
LEFT = PersonLeft.model_validate({"after": PERSON})
OLD_TYPE = "mentormesh.person.departed.v1"


def received(body: bytes | None, upcasters: Upcasters | None = None, **changed: Any) -> Any:
    headers = envelope_of(LEFT, **changed).to_headers()
    return decode(headers, body, upcasters or Upcasters())


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
@SOME
@given(data=st.data())
def test_every_event_comes_back_as_it_was_written(event: type[Event], data: st.DataObject) -> None:
    written = data.draw(events(event))
    envelope, body = envelope_of(written), written.model_dump_json()
    found = decode(envelope.to_headers(), body.encode())
    assert found.envelope == envelope
    assert found.event == written
    assert found.event.model_dump_json() == body


def test_a_type_that_is_not_known_gives_no_event() -> None:
    found = received(b'{"anything": 1}', type="mentormesh.person.knighted.v1")
    assert (found.event, found.tombstone) == (None, False)
    assert found.envelope.type == "mentormesh.person.knighted.v1"


def test_a_tombstone_gives_no_event_and_says_so() -> None:
    found = received(None)
    assert (found.event, found.tombstone, found.envelope.subject) == (None, True, "p1")


def test_fields_that_are_not_known_are_ignored() -> None:
    body = {"after": PERSON | {"shoe_size": 43}, "why": "later version"}
    assert received(json.dumps(body).encode()).event == LEFT


def test_a_zone_that_only_the_writer_knows_is_read() -> None:
    body = {"after": PERSON | {"zone": "Luna/Tranquility"}}
    assert received(json.dumps(body).encode()).event.after.zone == "Luna/Tranquility"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "body"),
        (b"\xff", "body"),
        (b"[" * 100_000, "body"),
        (b"null", "body"),
        (b"[]", "body"),
        (b"{}", "after"),
        (json.dumps({"after": PERSON | {"registered_at": "tomorrow"}}), "after.registered_at"),
        (json.dumps({"after": PERSON | {"registered_at": "2026-03-01T09:00:00"}}), "after.registered_at"),
        (json.dumps({"after": PERSON | {"registered_at": "0001-01-01T00:00:00+14:00"}}), "after.registered_at"),
        (json.dumps({"after": PERSON | {"weaknesses": ["Ask Jane Doe"]}}), "after.weaknesses.0"),
        (
            json.dumps({"after": PERSON | {"weekly_hours": [{"day": "monday", "start": "09:00Z", "end": "10:00"}]}}),
            "after.weekly_hours.0.start",
        ),
    ],
)
def test_what_is_wrong_in_a_body_is_named(body: bytes | str, named: str) -> None:
    with pytest.raises(MalformedRecord) as malformed:
        received(body.encode() if isinstance(body, str) else body)
    assert str(malformed.value).startswith(f"{named}: ")


def test_a_body_about_another_aggregate_than_its_header_is_malformed() -> None:
    with pytest.raises(MalformedRecord, match="ce_subject is 'p2' but the body is about 'p1'"):
        received(LEFT.model_dump_json().encode(), subject="p2")


def lifting(step: Any = lambda body: {"after": body["person"]}) -> Upcasters:
    upcasters = Upcasters()
    upcasters.register(OLD_TYPE, PersonLeft.TYPE, step)
    return upcasters


def test_an_old_event_is_lifted_to_its_successor() -> None:
    body = json.dumps({"person": PERSON}).encode()
    found = received(body, lifting(), type=OLD_TYPE)
    assert found.event == LEFT
    assert found.envelope.type == OLD_TYPE


def test_steps_follow_one_another() -> None:
    upcasters = lifting()
    upcasters.register("mentormesh.person.gone.v1", OLD_TYPE, lambda body: {"person": body["who"]})
    found = received(json.dumps({"who": PERSON}).encode(), upcasters, type="mentormesh.person.gone.v1")
    assert found.event == LEFT


def test_steps_to_a_type_that_is_not_known_give_no_event() -> None:
    upcasters = Upcasters()
    upcasters.register(OLD_TYPE, "mentormesh.person.left.v9", lambda body: body)
    assert received(b"{}", upcasters, type=OLD_TYPE).event is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"{", "body is not JSON"),
        (b"[" * 100_000, "body is not JSON"),
        (b"[1]", "body is not a JSON object"),
        (b"{}", "its upcaster met KeyError"),
        (b'{"person": {}}', "after.id: Field required"),
    ],
)
def test_an_old_event_that_cannot_be_lifted_is_malformed(body: bytes, fault: str) -> None:
    with pytest.raises(MalformedRecord, match=fault):
        received(body, lifting(), type=OLD_TYPE)


def test_a_step_is_registered_once_and_never_in_a_circle() -> None:
    upcasters = lifting()
    with pytest.raises(ValueError, match="already has an upcaster"):
        upcasters.register(OLD_TYPE, PersonRegistered.TYPE, dict)
    with pytest.raises(ValueError, match="already leads to"):
        upcasters.register(PersonLeft.TYPE, OLD_TYPE, dict)
    with pytest.raises(ValueError, match="already leads to"):
        upcasters.register("mentormesh.person.a.v1", "mentormesh.person.a.v1", dict)
