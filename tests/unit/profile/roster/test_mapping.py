from typing import Any

import pytest

from services.profile.domain.roster import ColumnMapping, MappingUnfit, PersonDeclaration, parse_csv

THEIRS = """\
Matr.-Nr.;Wer;Sucht;Semester;Stunden;Kann;Years of practice
4711;Ada Wren;Mentorin, Mentee;7;Mo 09:00-12:00, Fr 14:00-16:00;Python=gut, Recht=2;Law=3
4712;Bo Finch;beides;;;;
"""
MAPPING = """\
ignore = ["Semester"]

[columns]
"Matr.-Nr." = "external_id"
Wer = "name"
SUCHT = "roles"
Stunden = "weekly_hours"
Kann = "strengths"
"Years of  practice" = "disciplines"

[values.roles]
Mentorin = "mentor"
beides = "mentor; mentee"

[values.weekly_hours]
mo = "monday"
fr = "friday"

[values.strengths]
gut = "4"
recht = "law"

[defaults]
zone = "Europe/Berlin"
languages = ["de", "en"]
shares_contact = true
places_offered = 1

[separators]
list = ","
pair = "="
"""


def unfit(mapping: str | dict[str, Any], text: str = "id,name\n1,Ada\n") -> MappingUnfit:
    with pytest.raises(MappingUnfit) as caught:
        parse_csv(text, mapping)
    return caught.value


def test_a_partner_s_own_file_is_read() -> None:
    ada, bo = parse_csv(THEIRS, MAPPING)
    assert ada.declaration == PersonDeclaration.model_validate(
        {
            "external_id": "4711",
            "name": "Ada Wren",
            "roles": ["mentor", "mentee"],
            "weekly_hours": [
                {"day": "monday", "start": "09:00", "end": "12:00"},
                {"day": "friday", "start": "14:00", "end": "16:00"},
            ],
            "strengths": {"python": 4, "law": 2},
            "disciplines": {"law": 3},
            "zone": "Europe/Berlin",
            "languages": ["de", "en"],
            "shares_contact": True,
            "places_offered": 1,
        }
    )
    assert bo.declaration is not None
    assert bo.declaration.roles == ada.declaration.roles


def test_a_dict_says_the_same_as_toml() -> None:
    mapping = {"columns": {"id": "external_id"}, "defaults": {"zone": "Asia/Tokyo"}}
    (line,) = parse_csv("id,name\n1,Ada\n", mapping)
    assert line.declaration is not None
    assert line.declaration.zone == "Asia/Tokyo"
    assert list(parse_csv("id,name\n1,Ada\n", ColumnMapping.of(mapping))) == [line]


def test_a_default_holds_where_nothing_stands() -> None:
    text = "external_id,name,zone\n1,Ada,\n2,Bo,Asia/Tokyo\n3,Cy,n/a\n"
    mapping = {"defaults": {"zone": "Europe/Paris"}, "values": {"zone": {"N/A": ""}}}
    zones = [line.declaration and line.declaration.zone for line in parse_csv(text, mapping)]
    assert zones == ["Europe/Paris", "Asia/Tokyo", "Europe/Paris"]


def test_our_own_headings_need_no_mention() -> None:
    (line,) = parse_csv("id,Name,PLACES-offered\n1,Ada,2\n", {"columns": {"id": "external_id"}})
    assert line.declaration is not None
    assert line.declaration.places_offered == 2


def test_errors_name_their_headings_and_what_stands_there() -> None:
    (line,) = parse_csv("Nr;Wer;Sucht\n1;Ada;Mentr, mentee\n", {
        "columns": {"Nr": "external_id", "Wer": "name", "Sucht": "roles"}, "separators": {"list": ","}
    })  # fmt: skip
    assert [(error.line, error.field, error.value) for error in line.errors] == [(2, "Sucht", "Mentr, mentee")]


@pytest.mark.parametrize(
    ("mapping", "named", "nearest"),
    [
        ('[columns]\nid = "externalid"', '"externalid"', "external_id"),
        ('[values.rolls]\na = "b"', '"rolls"', "roles"),
        ('[defaults]\nzones = "UTC"', '"zones"', "zone"),
        ('[columns]\nidd = "external_id"', '"idd"', "id"),
        ('ignore = ["nam"]', '"nam"', "name"),
    ],
)
def test_a_name_that_is_not_known_is_named_with_the_nearest(mapping: str, named: str, nearest: str) -> None:
    problem = unfit(mapping)
    assert named in str(problem)
    assert problem.nearest == nearest
    assert str(problem).endswith(f"the nearest is {nearest}")


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"columns": {"id": "external_id", "ID ": "name"}}, 'the mapping names the heading "ID " twice'),
        ({"columns": {"id": "external_id"}, "ignore": ["id"]}, 'the mapping names the heading "id" twice'),
        ({"values": {"roles": {"Both": "mentor", "both": "mentee"}}}, '"both" stands twice'),
        ({"column": {}}, '"column" is no part of a mapping; the nearest is columns'),
        ({"separators": {"lists": ","}}, '"lists" is no part of a mapping; the nearest is list'),
        ({"separators": {"list": ":"}}, "list and pair must differ"),
        ({"separators": {"list": "||"}}, "separators / list: "),
        ({"columns": {"id": 3}}, "columns / id: "),
        ("[columns", "the mapping is not TOML: "),
        ('[columns]\nid = "name"\nid = "email"', "the mapping is not TOML: "),
    ],
)
def test_a_mapping_that_contradicts_itself_is_named(mapping: str | dict[str, Any], message: str) -> None:
    assert str(unfit(mapping)).startswith(message)


def test_two_headings_for_one_field_are_both_named() -> None:
    with pytest.raises(Exception, match='"mail" and "email" are both email'):
        parse_csv("external_id,name,email,mail\n", {"columns": {"mail": "email"}})
