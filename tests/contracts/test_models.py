from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from mentormesh_contracts.credentials import Credential
from mentormesh_contracts.fact import Concept, Count, Fact, Instant, Language, Zone
from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.operations import HeldRecord
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.people import Attributes, WeeklyHours
from mentormesh_contracts.programmes import Structure
from mentormesh_contracts.sessions import Session

NOON, LATER = "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"
HELD: dict[str, Any] = {
    "id": "r1",
    "service": "matching",
    "topic": "mentormesh.people.v1",
    "partition": 0,
    "offset": 12,
    "reason": "malformed",
    "held_at": NOON,
}


def refused(model: type[BaseModel], **fields: Any) -> str:
    with pytest.raises(ValidationError) as error:
        model.model_validate(fields)
    return str(error.value)


def accepts(value_type: Any, value: Any) -> bool:
    try:
        TypeAdapter[Any](value_type).validate_python(value)
    except ValidationError:
        return False
    return True


def test_an_instant_of_any_offset_is_written_in_utc() -> None:
    class Moment(Fact):
        at: Instant

    assert Moment.model_validate({"at": "2026-03-01T14:00:00+02:00"}).model_dump_json() == f'{{"at":"{NOON}"}}'


@pytest.mark.parametrize("zone", ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_a_zone_of_the_iana_database_is_accepted(zone: str) -> None:
    assert accepts(Zone, zone)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "europe/paris", "+02:00", "../etc/passwd", "", "Europe/Paris "])
def test_no_other_zone_is_written(zone: str) -> None:
    assert not accepts(Zone, zone)


@pytest.mark.parametrize(
    "concept", ["python", "c++", "c#", ".net"[1:], "data-analysis", "isco:2512", "https://example.org/skill/42#x"]
)
def test_a_slug_or_an_address_is_a_concept(concept: str) -> None:
    assert accepts(Concept, concept)


@pytest.mark.parametrize("concept", ["Public speaking", "jane@doe.example", "javascript:alert(1) ", "https://", "a b"])
def test_words_are_no_concept(concept: str) -> None:
    assert not accepts(Concept, concept)


def test_a_language_is_a_tag() -> None:
    assert [tag for tag in ("en", "pt-BR", "gsw", "English", "EN", "e") if accepts(Language, tag)] == [
        "en",
        "pt-BR",
        "gsw",
    ]


def test_a_count_is_one_that_every_reader_can_hold() -> None:
    assert [count for count in (-1, 0, 2**53 - 1, 2**53) if accepts(Count, count)] == [0, 2**53 - 1]


@pytest.mark.parametrize("score", ["NaN", "Infinity", "-Infinity"])
def test_a_number_is_finite(score: str) -> None:
    with pytest.raises(ValidationError):
        Explanation.model_validate_json(f'{{"score": {score}}}')


def test_weekly_hours_end_on_the_day_that_they_began() -> None:
    WeeklyHours.model_validate({"day": "monday", "start": "22:00", "end": "00:00"})
    WeeklyHours.model_validate({"day": "monday", "start": "00:00", "end": "00:00"})
    assert "end must be later than start" in refused(WeeklyHours, day="monday", start="22:00", end="02:00")
    assert "end must be later than start" in refused(WeeklyHours, day="monday", start="09:00", end="09:00")


@pytest.mark.parametrize("end", ["10:00Z", "10:00+02:00"])
def test_weekly_hours_have_no_offset_because_the_person_s_zone_says_it(end: str) -> None:
    assert "without an offset" in refused(WeeklyHours, day="monday", start="09:00", end=end)


def test_a_person_declares_to_be_a_mentor_or_a_mentee_once() -> None:
    Attributes.model_validate({"roles": ["mentor", "mentee"]})
    assert "peer is a part in a mentorship" in refused(Attributes, roles=["peer"])
    assert "roles: each may be named once" in refused(Attributes, roles=["mentor", "mentor"])
    assert "weaknesses: each may be named once" in refused(Attributes, weaknesses=["python", "python"])


def test_an_agreement_has_two_parties() -> None:
    terms = {"id": "a1", "gives": {}, "receives": {}, "status": "offered", "offered_at": NOON}
    Agreement.model_validate({**terms, "offered_by": "o1", "offered_to": "o2"})
    assert "another organisation" in refused(Agreement, **terms, offered_by="o1", offered_to="o1")


def test_what_has_a_beginning_and_an_end_has_them_in_this_order() -> None:
    key = {"id": "k1", "organisation_id": "o1", "scopes": ["read"]}
    session = {"id": "s1", "mentorship_id": "m1", "status": "booked", "zone": "UTC", "attendees": []}
    assert "later than issued_at" in refused(Credential, **key, issued_at=LATER, expires_at=NOON)
    assert "later than start" in refused(Session, **session, start=NOON, end=NOON)
    assert "must not be smaller" in refused(Structure, group_minimum=9, group_maximum=8)


@pytest.mark.parametrize("said", ["mentormesh.person.left.v1", "mentormesh.person.left.v1\n", "Jane Doe", "", None, 7])
def test_a_held_record_repeats_its_type_only_if_it_is_one(said: Any) -> None:
    held = HeldRecord.model_validate({**HELD, "type": said})
    assert held.type == (said if said == "mentormesh.person.left.v1" else None)
    assert held.held_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_every_list_of_every_model_has_an_end() -> None:
    from mentormesh_contracts import EVENTS
    from mentormesh_contracts.schemas import schema_of

    models = {model["title"]: model for event in EVENTS.values() for model in schema_of(event)["$defs"].values()}
    endless = []
    for title, model in models.items():
        for name, field in model.get("properties", {}).items():
            for branch in field.get("anyOf", [field]):
                is_endless = {"array": "maxItems", "object": "maxProperties"}.get(
                    branch.get("type"), "type"
                ) not in branch
                keys_are_terms = "$ref" in branch.get("propertyNames", {})
                if is_endless and not keys_are_terms and "$ref" not in branch:
                    endless.append(f"{title}.{name}")
    assert endless == []
