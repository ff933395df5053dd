import json
from functools import partial
from pathlib import Path

import httpx
import pytest

from cli.roster import split
from tests.unit.cli.conftest import Api, Run

FAULT = {"line": 3, "field": "Zeitzone", "message": "is no time zone", "value": "Berlin"}


def report(people: int = 2, faults: int = 0, dry_run: bool = False) -> httpx.Response:
    counts = {"registered": people - faults, "changed": 0, "unchanged": 0, "returned": 0, "failed": faults}
    return httpx.Response(
        200, json={"dry_run": dry_run, "people": people, **counts, "lines": [FAULT] * faults, "lines_not_listed": 0}
    )


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text("external_id,name\n1,Ada\n2,Bo\n3,Cy\n")
    return file


def test_a_roster_is_sent_and_summed_up(mentormesh: Run, api: Api, roster: Path) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert (request.method, request.url.path) == ("POST", "/v1/people/imports")
        assert b"\r\n\r\nexternal_id,name\n1,Ada\n" in request.content
        assert b'name="mapping"' not in request.content
        return report()

    api(answering)
    told = mentormesh("import", str(roster))
    assert told.exit_code == 0
    assert told.stdout == "2 people: 2 registered, 0 changed, 0 unchanged, 0 returned; 0 left out\n"


def test_a_mapping_goes_with_it(mentormesh: Run, api: Api, roster: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\n"Name" = "name"\n')

    def answering(request: httpx.Request) -> httpx.Response:
        assert b'[columns]\n"Name" = "name"\n' in request.content
        return report()

    api(answering)
    assert mentormesh("import", str(roster), "--mapping", str(mapping)).exit_code == 0


def test_lines_that_were_left_out_are_shown_and_tell_in_the_exit_code(mentormesh: Run, api: Api, roster: Path) -> None:
    api(lambda request: report(people=30, faults=25))
    told = mentormesh("import", str(roster))
    assert told.exit_code == 3
    assert told.stdout.count("is no time zone") == 20
    assert "and 5 more: --all shows them" in told.stdout
    assert mentormesh("import", str(roster), "--all").stdout.count("is no time zone") == 25


def test_the_whole_report_is_for_scripts(mentormesh: Run, api: Api, roster: Path) -> None:
    api(lambda request: report(faults=1))
    told = mentormesh("import", str(roster), "--json")
    assert told.exit_code == 3
    assert json.loads(told.stdout)["lines"] == [FAULT]


def test_a_trial_does_nothing_and_says_so(mentormesh: Run, api: Api, roster: Path) -> None:
    def answering(request: httpx.Request) -> httpx.Response:
        assert request.url.params["dry_run"] == "true"
        return report(dry_run=True)

    api(answering)
    assert mentormesh("import", str(roster), "--dry-run").stdout == "2 people read, nothing done; 0 would be left out\n"


def test_parts_make_one_report(mentormesh: Run, api: Api, roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split, "parts_of", partial(split.parts_of, most=1))
    sent: list[bytes] = []

    def answering(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return report(people=1, faults=len(sent) % 2)

    api(answering)
    told = mentormesh("import", str(roster), "--json")
    assert len(sent) == 3
    assert (json.loads(told.stdout)["people"], json.loads(told.stdout)["failed"]) == (3, 2)


def test_a_part_that_is_refused_says_what_was_done_before(
    mentormesh: Run, api: Api, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split, "parts_of", partial(split.parts_of, most=1))
    sent: list[bytes] = []

    def answering(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return report(people=1) if len(sent) < 3 else httpx.Response(401, json={"title": "Key revoked"})

    api(answering)
    told = mentormesh("import", str(roster))
    assert told.exit_code == 1
    assert "401 Key revoked, after 2 people; those are kept" in told.stderr


def test_a_file_of_an_unknown_ending_needs_its_form_told(mentormesh: Run, api: Api, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_text("{}")
    api(lambda request: report())
    told = mentormesh("import", str(file))
    assert (told.exit_code, "--format" in told.stderr) == (2, True)
    assert mentormesh("import", str(file), "--format", "ndjson").exit_code == 0
