import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from deploy.sample import generate, spoil
from deploy.sample.organisations import COMPANY, ORGANISATIONS, sizes
from deploy.sample.people import person
from mentormesh_contracts.vocabulary import Role, Screening
from tests.unit.sample.network import lines, members, organisations


def test_the_committed_files_are_those_that_are_generated() -> None:
    made = generate.files()
    committed = {path.name: path.read_bytes() for path in generate.OUT.iterdir() if path.name != ".gitattributes"}
    assert committed.keys() == made.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_the_command_writes_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    for hashes in ("1", "2"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "deploy.sample.generate",
                "--people",
                "160",
                "--seed",
                "5",
                "--out",
                tmp_path / hashes,
            ],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            check=True,
        )
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()
    assert (tmp_path / "1" / "company.csv").read_bytes() != generate.files(160, seed=6)["company.csv"]


def test_too_few_people_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        generate.main(["--people", "10"])
    assert "at least 150" in capsys.readouterr().err


@pytest.mark.parametrize("people", [150, 1280, 5000])
def test_nobody_is_lost_between_the_organisations(people: int) -> None:
    assert sum(sizes(people).values()) == people


def test_a_person_is_the_same_however_many_there_are() -> None:
    names = [line.declaration.name for line in lines(COMPANY.slug)[:5] if line.declaration]
    assert names == [person(COMPANY, number, generate.SEED).name for number in range(1, 6)]


@pytest.mark.parametrize("entry", organisations(), ids=lambda entry: entry["slug"])
def test_a_roster_has_the_good_and_the_bad_lines_of_the_manifest(entry: dict[str, Any]) -> None:
    read = lines(entry["slug"])
    assert sum(line.declaration is not None for line in read) == entry["good_lines"]
    assert sum(bool(line.errors) for line in read) == entry["bad_lines"]
    found = [(error.line, error.field) for line in read for error in line.errors]
    assert found == [(bad["line"], bad["heading"]) for bad in entry["bad"]]


@pytest.mark.parametrize("entry", organisations(), ids=lambda entry: entry["slug"])
def test_a_roster_says_what_was_drawn(entry: dict[str, Any]) -> None:
    (organisation,) = (each for each in ORGANISATIONS if each.slug == entry["slug"])
    drawn = generate.people_of(organisation, entry["good_lines"], generate.SEED)
    assert [line.declaration for line in lines(entry["slug"]) if line.declaration] == drawn


def test_the_charity_makes_twenty_different_mistakes_among_its_good_lines() -> None:
    entry = organisations()[-1]
    assert sorted(bad["reason"] for bad in entry["bad"]) == sorted(spoil.REASONS)
    assert len(spoil.REASONS) == 20
    good = {line.number for line in lines(entry["slug"]) if line.declaration}
    assert min(good) < min(bad["line"] for bad in entry["bad"])
    assert max(good) > max(bad["line"] for bad in entry["bad"])


def test_people_name_only_people_of_their_roster() -> None:
    known = {(each.organisation, each.said.external_id) for each in members()}
    assert len(known) == len(members())
    for organisation, said in members():
        named = (
            *said.preferred_external_ids,
            *said.reporting_line_external_ids,
            *said.never_with_external_ids,
        )
        assert {(organisation, other) for other in named} <= known


def test_mail_goes_nowhere() -> None:
    domains = {each.said.email.partition("@")[2] for each in members() if each.said.email}
    assert domains == {"example.com", "example.net", "example.org"}


def share(chosen: Iterable[bool]) -> float:
    counted = list(chosen)
    return sum(counted) / len(counted)


def test_the_network_is_skewed_as_life_is() -> None:
    people = [each.said for each in members()]
    mentees = [each for each in people if Role.MENTEE in each.roles]
    mentors = [each for each in people if Role.MENTOR in each.roles]
    assert len(people) >= 1260
    assert [entry["good_lines"] for entry in organisations()] == [700, 400, 180]
    assert share(Role.MENTOR not in each.roles for each in people) == pytest.approx(0.65, abs=0.03)
    assert share(len(each.roles) == 2 for each in people) == pytest.approx(0.05, abs=0.02)
    assert share(each.shares_contact for each in people) == pytest.approx(0.6, abs=0.03)
    assert share(not each.goals_sought for each in mentees) == pytest.approx(0.1, abs=0.03)
    assert share(each.places_offered == 1 for each in mentors) > 0.35
    assert share(each.places_offered == 5 for each in mentors) < 0.1
    assert sum(bool(each.never_with_external_ids) for each in people) > 10
    assert share(bool(each.preferred_external_ids) for each in mentees) > 0.15
    assert share(bool(each.reporting_line_external_ids) for each in people) > 0.5
    assert {each.screening for each in people} == set(Screening)
    assert len({each.zone for each in people}) >= 8


def test_skills_and_goals_have_a_long_tail() -> None:
    people = [each.said for each in members()]
    for counted in (
        Counter(skill for each in people for skill in each.strengths),
        Counter(goal for each in people for goal in each.goals_sought),
        Counter(next(iter(each.disciplines)) for each in people),
    ):
        ranked = [count for _, count in counted.most_common()]
        assert ranked[0] > 3 * ranked[-1]
        assert ranked[0] > 1.5 * ranked[len(ranked) // 2]
