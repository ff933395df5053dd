from typing import Any

import pytest
from pydantic import ValidationError

from mentormesh_contracts.people import Attributes
from mentormesh_contracts.vocabulary import Goal, Role
from services.profile.domain.roster import PersonDeclaration
from services.profile.domain.roster.complaints import complaints

CONTACT = {"external_id", "name", "email", "phone", "shares_contact"}
BY_EXTERNAL_ID = {"preferred", "reporting_line", "never_with"}


def declare(**said: Any) -> PersonDeclaration:
    return PersonDeclaration.model_validate({"external_id": "E-1", "name": "Ada Wren", **said})


def complaints_about(**said: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        declare(**said)
    return [f"{complaint.field}: {complaint.message}" for complaint in complaints(caught.value)]


def test_it_holds_every_attribute_with_people_by_external_id() -> None:
    expected = {f"{name}_external_ids" if name in BY_EXTERNAL_ID else name for name in Attributes.model_fields}
    assert set(PersonDeclaration.model_fields) == expected | CONTACT


@pytest.mark.parametrize("name", sorted(Attributes.model_fields.keys() - BY_EXTERNAL_ID))
def test_an_attribute_has_the_contract_s_default_and_limit(name: str) -> None:
    ours, theirs = PersonDeclaration.model_fields[name], Attributes.model_fields[name]
    assert ours.get_default(call_default_factory=True) == theirs.get_default(call_default_factory=True)
    assert longest(ours) == longest(theirs)


def longest(field: Any) -> list[int]:
    return [each.max_length for each in field.metadata if getattr(each, "max_length", None)]


def test_what_is_declared_fits_the_contract() -> None:
    said = declare(
        roles=["mentor"], goals_offered=["network_building"] * 2, disciplines={"law": 3}, weaknesses=["law", "law"]
    )
    assert Attributes.model_validate(said.model_dump()).goals_offered == (Goal.NETWORK_BUILDING,)


def test_a_declaration_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        declare().name = "Bo"  # type: ignore[misc]


def test_blanks_around_and_within_a_name_do_not_count() -> None:
    assert declare(name="  Ada \n  Wren ").name == "Ada Wren"


def test_the_same_thing_said_twice_counts_once() -> None:
    assert declare(roles=["mentor", "mentor"]).roles == (Role.MENTOR,)


@pytest.mark.parametrize(
    "email",
    ["ada", "ada@", "@example.org", "ada@example", "a b@example.org", "a@b@example.org", "ada@example..org",
     "a..b@example.org", "ada@-example.org", "Ada <ada@example.org>", "ada@example.org, bo@example.org", "a@e.o" * 60],
)  # fmt: skip
def test_what_is_no_email_address_is_refused(email: str) -> None:
    assert complaints_about(email=email)[0].startswith("email: is ")


@pytest.mark.parametrize("email", ["ada@example.org", "a.b+c@mail.example.co.uk", "jürgen@bücher.example", "0@1.eu"])
def test_an_email_address_is_taken(email: str) -> None:
    assert declare(email=email).email == email


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"external_id": " "}, "external_id: is empty"),
        ({"external_id": "x" * 101}, "external_id: is longer than 100 characters"),
        ({"external_id": "a\nb"}, "external_id: holds a line break or another control character"),
        ({"name": "a" * 201}, "name: is longer than 200 characters"),
        ({"shares_contact": "perhaps"}, 'shares_contact: "perhaps" is neither true nor false'),
        ({"roles": ["peer"]}, "roles: a person is a mentor or a mentee; "),
        ({"roles": ["mentr"]}, 'roles: entry 1: "mentr" is none of mentor, mentee; the nearest is mentor'),
        ({"roles": "mentor"}, "roles: is not a list"),
        ({"strengths": {"law": 9}}, 'strengths: law: "9" is more than 5'),
        ({"strengths": {"Law!": 2}}, 'strengths: "Law!" is neither a lower-case slug such as data-analysis nor '),
        ({"strengths": {"law": 2.5}}, 'strengths: law: "2.5" is not a whole number'),
        ({"disciplines": {"law": -1}}, 'disciplines: law: "-1" is less than 0'),
        ({"disciplines": {"law": "long"}}, 'disciplines: law: "long" is not a number'),
        ({"disciplines": {"law": float("nan")}}, 'disciplines: law: "NaN" is not a number'),
        ({"languages": ["English"]}, 'languages: entry 1: "English" is no language tag such as en or pt-BR'),
        ({"zone": "Europe/Pariss"}, 'zone: "Europe/Pariss" is no time zone of the IANA database; the nearest is '),
        ({"zone": "+02:00"}, 'zone: "+02:00" is no time zone such as Europe/Paris'),
        ({"zone": "Europe"}, 'zone: "Europe" is no time zone of the IANA database'),
        ({"places_offered": 101}, 'places_offered: "101" is more than 100'),
        ({"weaknesses": [f"s{each}" for each in range(51)]}, "weaknesses: has more than 50 entries"),
        ({"preferred_external_ids": ["E-1"]}, "preferred_external_ids: names the person themselves"),
        ({"never_with_external_ids": ["E-2", "E-1"]}, "never_with_external_ids: names the person themselves"),
        ({"prefered": []}, "prefered: is no field of a person; the nearest is preferred_external_ids"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words_that_help(said: dict[str, Any], complaint: str) -> None:
    (found,) = complaints_about(**said)
    assert found.startswith(complaint)


@pytest.mark.parametrize(
    ("hours", "complaint"),
    [
        (("12:00", "09:00"), "entry 1: end must be later than start"),
        (("12:00", "12:00"), "entry 1: end must be later than start"),
        (("9 am", "12:00"), 'entry 1, start: "9 am" is no time of day such as 09:30'),
        (("09:00Z", "12:00"), "entry 1, start: a time of day without an offset"),
        ((9, "12:00"), "entry 1, start: a time of day without an offset"),
        (("23:00", "24:30"), 'entry 1, end: "24:30" is no time of day such as 09:30'),
    ],
)
def test_hours_are_those_of_one_day_on_the_wall_clock(hours: tuple[Any, Any], complaint: str) -> None:
    (found,) = complaints_about(weekly_hours=[{"day": "monday", "start": hours[0], "end": hours[1]}])
    assert found.startswith(f"weekly_hours: {complaint}")
