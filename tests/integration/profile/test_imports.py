import json

import pytest

from mentormesh_contracts.vocabulary import Scope
from services.chassis.identity import new_id
from tests.integration.profile.conftest import IMPORTS
from tests.integration.profile.conftest import ProfileOffice as Office
from tests.integration.support.office import problem

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROSTER = """external_id,name,roles,goals_sought,zone,reporting_line_external_ids
E-1,Ada Adeyemi,mentee,career_development,Europe/Berlin,E-3
E-2,Bo Bang,mentor,,Mars/Olympus,
E-3,Cleo Costa,mentor,,UTC,
"""
THEIRS = """Matr.-Nr.;Name;Rolle
17;Ada Adeyemi;sucht
18;Bo Bang;bietet
"""
MAPPING = """
[columns]
"Matr.-Nr." = "external_id"
"Rolle" = "roles"
[values.roles]
"sucht" = "mentee"
"bietet" = "mentor"
"""


async def test_good_lines_are_kept_and_bad_ones_named(office: Office) -> None:
    acme = new_id()
    report = (await office.upload(acme, ROSTER)).json()
    assert (report["people"], report["registered"], report["failed"]) == (3, 2, 1)
    (fault,) = report["lines"]
    assert (fault["line"], fault["field"], fault["value"]) == (3, "zone", "Mars/Olympus")
    names = [each["name"] for each in (await office.get("/v1/people", acme)).json()["items"]]
    assert sorted(names) == ["Ada Adeyemi", "Cleo Costa"]


async def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    acme = new_id()
    await office.upload(acme, ROSTER)
    before = (await office.get("/v1/people", acme)).json()
    report = (await office.upload(acme, ROSTER)).json()
    assert (report["unchanged"], report["registered"], report["changed"]) == (2, 0, 0)
    assert (await office.get("/v1/people", acme)).json() == before


async def test_a_changed_file_changes_whom_it_changes(office: Office) -> None:
    acme = new_id()
    await office.upload(acme, ROSTER)
    report = (await office.upload(acme, ROSTER.replace("Mars/Olympus", "UTC").replace("mentee", "mentor"))).json()
    assert (report["registered"], report["changed"], report["unchanged"]) == (1, 1, 1)


async def test_a_dry_run_says_what_is_wrong_and_does_nothing(office: Office) -> None:
    acme = new_id()
    report = (await office.upload(acme, ROSTER, dry_run=True)).json()
    assert (report["dry_run"], report["people"], report["failed"], report["registered"]) == (True, 3, 1, 0)
    assert (await office.get("/v1/people", acme)).json()["items"] == []


async def test_rosters_come_as_ndjson(office: Office) -> None:
    lines = [json.dumps({"external_id": f"E-{number}", "name": f"N {number}"}) for number in range(3)]
    report = (await office.upload(new_id(), "\n".join([*lines, "{"]), "application/x-ndjson")).json()
    assert (report["registered"], report["failed"], report["lines"][0]["line"]) == (3, 1, 4)


async def test_a_partners_own_headings_come_with_a_mapping(office: Office) -> None:
    acme = new_id()
    files = {"file": ("liste.csv", THEIRS, "text/csv"), "mapping": ("m.toml", MAPPING, "application/toml")}
    answer = await office.fill_in(acme, files)
    assert answer.json()["registered"] == 2
    mentees = (await office.get("/v1/people", acme, role="mentee")).json()["items"]
    assert [each["external_id"] for each in mentees] == ["17"]


async def test_a_mapping_may_be_a_field_of_the_form(office: Office) -> None:
    answer = await office.fill_in(new_id(), {"file": ("liste.csv", THEIRS)}, mapping=MAPPING)
    assert answer.json()["registered"] == 2


@pytest.mark.parametrize(
    ("content", "form", "status", "kind"),
    [
        ("", "text/csv", 422, "roster-refused"),
        ("external_id,nmae\nE-1,Ada", "text/csv", 422, "roster-refused"),
        ("<people/>", "application/xml", 415, "roster-form-unknown"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_as_a_whole(
    office: Office, content: str, form: str, status: int, kind: str
) -> None:
    refused = await office.upload(new_id(), content, form)
    assert problem(refused) == (status, kind)


async def test_a_mapping_that_does_not_fit_names_the_heading(office: Office) -> None:
    files = {"file": ("liste.csv", THEIRS), "mapping": ("m.toml", '[columns]\n"Matrikel" = "external_id"')}
    refused = await office.fill_in(new_id(), files)
    assert refused.json()["type"].endswith("mapping-refused")
    assert (refused.json()["heading"], refused.json()["nearest"]) == ("Matrikel", "Matr.-Nr.")


async def test_a_form_needs_a_file(office: Office) -> None:
    refused = await office.fill_in(new_id(), {"mapping": ("m.toml", MAPPING)})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/file"


async def test_whoever_only_reads_imports_nobody(office: Office) -> None:
    refused = await office.post(IMPORTS, new_id(), scopes=[Scope.READ], content=ROSTER)
    assert problem(refused) == (403, "scope-missing")


async def test_thousands_are_taken_in_whose_lines_name_each_other(office: Office) -> None:
    acme, people = new_id(), 3000
    lines = [
        f'{{"external_id": "E-{number}", "name": "N {number}", "roles": ["mentee"], "languages": ["en"],'
        f' "reporting_line_external_ids": ["E-{people - 1 - number // 20}"]}}'
        for number in range(people)
        if number != people - 1 - number // 20
    ]
    report = (await office.upload(acme, "\n".join(lines), "application/x-ndjson")).json()
    assert report["registered"] == len(lines)
    again = (await office.upload(acme, "\n".join(lines), "application/x-ndjson")).json()
    assert again["unchanged"] == len(lines)
