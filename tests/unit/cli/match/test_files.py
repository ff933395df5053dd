import json

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.cli.match.conftest import Match
from tests.unit.cli.match.given import Desk, csv_text, mentee, mentor

MAPPING = """
ignore = ["Shoe size"]

[columns]
"Nr." = "external_id"
"Who" = "name"
"Speaks" = "languages"
"Years" = "disciplines"
"Takes" = "places_offered"
"House" = "organisation"

[values.languages]
"German" = "de"

[defaults]
weekly_hours = "monday 09:00-12:00"
"""
THEIRS = [
    {"Nr.": "1", "Who": "Ada", "Speaks": "German", "Years": "law:1", "Takes": "", "Shoe size": "38", "House": "North"}
]
MENTORS = [{"Nr.": "9", "Who": "Bo", "Speaks": "German", "Years": "law:9", "Takes": "2", "House": "South"}]


def test_files_as_spreadsheets_save_them(match: Match, desk: Desk) -> None:
    text = csv_text([mentee("1"), mentee("2")], ";")
    desk.put("a.csv", ("\ufeffsep=;\r\n" + text.replace("\n", "\r\n")).encode())
    told = match("a.csv", [mentor("m", places_offered="2")])
    assert told.exit_code == 0, told.output
    assert desk.who_with_whom() == {"1": "m", "2": "m"}


def test_one_mapping_serves_both_though_only_one_has_the_column(match: Match, desk: Desk) -> None:
    mapping = desk.put("m.toml", MAPPING)
    told = match(THEIRS, MENTORS, "--mapping", str(mapping), "--json")
    assert told.exit_code == 0, told.output
    assert desk.who_with_whom() == {"1": "9"}
    groups = {each["organisation"]: each for each in desk.said(told.stdout)["mentoring"]["figures"]["organisations"]}
    assert (groups["South"]["places_given"], groups["North"]["places_received"]) == (1, 1)


def test_a_file_in_our_own_words_needs_no_mapping_though_the_other_has_one(match: Match, desk: Desk) -> None:
    mapping = desk.put("m.toml", MAPPING + '\n[separators]\nlist = ","\n')
    told = match(THEIRS, [mentor("m", languages="en; de", disciplines="law:4; art:3")], "--mapping", str(mapping))
    assert told.exit_code == 0, told.output
    assert desk.who_with_whom() == {"1": "m"}


def test_ndjson_may_have_headings_and_words_of_its_own_too(match: Match, desk: Desk) -> None:
    mapping = desk.put("m.toml", MAPPING)
    lines = [
        {"Nr.": "1", "Who": "Ada", "Speaks": ["German"], "Years": {"law": 1}, "Shoe size": 38},
        {"Nr.": "2", "Who": "Cy", "Speaks": "German; fr", "Years": "law:2"},
        {"Nr.": "3", "Who": "Di", "Speaks": "German", "Years": "law"},
    ]
    desk.put("a.ndjson", "\n".join(map(json.dumps, lines)))
    told = match("a.ndjson", MENTORS, "--mapping", str(mapping))
    assert told.exit_code == 3
    assert desk.who_with_whom() == {"1": "9", "2": "9"}
    assert ["a.ndjson", "3", "Years"] in [line.split()[:3] for line in told.stdout.splitlines()]


def test_ndjson_and_csv_are_the_same(match: Match, desk: Desk) -> None:
    person = {
        "external_id": "1",
        "name": "Ada",
        "organisation": "North",
        "disciplines": {"physics": 1},
        "languages": ["en"],
        "weaknesses": ["python", "writing"],
    }
    desk.put("a.ndjson", json.dumps(person) + "\n\n")
    match("a.ndjson", [mentor("m")])
    first = desk.pairs()
    same = {**person, "disciplines": "physics:1", "languages": "en", "weaknesses": "python; writing"}
    match([same], [mentor("m")])
    assert desk.pairs() == first != []


def test_names_are_not_needed(match: Match, desk: Desk) -> None:
    told = match([{"external_id": "1", "disciplines": "law:1", "languages": "en"}], [mentor("1m", disciplines="law:2")])
    assert told.exit_code == 0, told.output
    assert desk.who_with_whom() == {"1": "1m"}


def test_organisations_share_with_each_other_and_a_policy_may_insist_on_it(match: Match, desk: Desk) -> None:
    policy = desk.put("policy.toml", "other_organisation = true")
    told = match(
        [mentee("a", organisation="North")],
        [mentor("n", organisation="North", strengths="python:5; writing:5"), mentor("s", organisation="South")],
        "--policy",
        str(policy),
    )
    assert told.exit_code == 0, told.output


def test_two_files_of_one_name_are_told_apart(mentormesh: Run, desk: Desk) -> None:
    for side, people in (("a", [mentee("1"), mentee("2", zone="Mars")]), ("b", [mentor("9")])):
        (desk.directory / side).mkdir()
        desk.put(f"{side}/people.csv", people)
    mentees, mentors = (str(desk.directory / side / "people.csv") for side in "ab")
    out = str(desk.directory / "pairs.csv")
    told = mentormesh("match", "--mentees", mentees, "--mentors", mentors, "--out", out, "--json")
    assert told.exit_code == 3, told.output
    assert desk.who_with_whom() == {"1": "9"}
    assert [fault["file"].endswith("a/people.csv") for fault in desk.said(told.stdout)["lines"]] == [True]


def test_a_column_that_can_hardly_be_the_organisation_is_refused(match: Match, desk: Desk) -> None:
    told = match([mentee(str(n), organisation=f"{n}@example.org") for n in range(501)], [mentor("m")])
    assert told.exit_code == 2
    assert "502 organisations, and 500 at most are matched: is it the right column?" in told.stderr


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (
            '[columns]\n"Nummer" = "external_id"',
            '"Nummer", which is no heading of any of the files; the nearest is Nr.',
        ),
        ('[columns]\n"Nr." = "external"', '"external" is no field of a person; the nearest is external_id'),
        ("colums = 3", "m.toml"),
        ("[columns", "m.toml is not TOML"),
        ('[columns]\n"Nr." = "external_id"', '"Who" is no heading of a roster'),
    ],
)
def test_a_mapping_that_does_not_fit_is_told_in_one_line(match: Match, desk: Desk, mapping: str, said: str) -> None:
    told = match(THEIRS, MENTORS, "--mapping", str(desk.put("m.toml", mapping)))
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert not (desk.directory / "pairs.csv").exists()
