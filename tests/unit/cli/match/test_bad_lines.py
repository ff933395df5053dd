from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.cli.match.conftest import Match
from tests.unit.cli.match.given import Desk, mentee, mentor

CHARITY = Path(__file__).parents[4] / "deploy" / "sample" / "rosters" / "charity.csv"


def faults(told: str) -> list[list[str]]:
    """Lines of tables that begin with a file and a line."""
    cells = [line.split() for line in told.splitlines()]
    return [each for each in cells if len(each) > 2 and each[0].endswith(".csv") and each[1].isdigit()]


def test_bad_lines_are_named_by_file_line_and_field_and_the_others_matched(match: Match, desk: Desk) -> None:
    told = match(
        [mentee("a"), mentee("b", zone="Europe/Pariss"), mentee("c", goals_sought="fame")],
        [mentor("m", places_offered="9"), mentor("n", strengths="python:11")],
    )
    assert told.exit_code == 3
    assert [fault[:3] for fault in faults(told.stdout)] == [
        ["mentees.csv", "3", "zone"],
        ["mentees.csv", "4", "goals_sought"],
        ["mentors.csv", "3", "strengths"],
    ]
    assert "3 lines left out" in told.stdout
    assert desk.who_with_whom() == {"a": "m"}


def test_what_stands_in_a_file_is_shown_as_it_stands(match: Match) -> None:
    told = match([mentee("a"), mentee("b", zone="[/red] [bold]x[/bold]")], [mentor("m")])
    assert told.exit_code == 3
    assert "[/red] [bold]x[/bold]" in told.stdout


def test_bad_lines_are_told_to_scripts(match: Match, desk: Desk) -> None:
    told = match([mentee("a"), mentee("a")], [mentor("m")], "--json")
    assert told.exit_code == 3
    said = desk.said(told.stdout)
    (fault,) = said["lines"]
    assert (fault["file"], fault["line"], fault["field"]) == ("mentees.csv", 3, "external_id")
    assert "stands in line 2 already" in fault["message"]
    assert said["lines_left_out"] == 1


def test_a_file_on_both_sides_has_its_faults_told_once(match: Match, desk: Desk) -> None:
    desk.put("all.csv", [mentee("a", roles="mentee"), mentor("m", roles="mentor"), mentor("x", zone="Mars")])
    told = match("all.csv", "all.csv")
    assert told.exit_code == 3
    assert [fault[:3] for fault in faults(told.stdout)] == [["all.csv", "4", "zone"]]


def test_two_people_with_one_id_are_not_taken_for_one(match: Match, desk: Desk) -> None:
    told = match([mentee("1", name="Ada"), mentee("2", name="Cy")], [mentor("1", name="Bo"), mentor("2", name=" CY ")])
    assert told.exit_code == 3
    assert 'is "Ada" in line 2 of mentees.csv: two people need two ids' in told.stdout
    assert desk.who_with_whom() == {"1": "2"} or desk.pairs() == []


def test_what_differs_between_the_lines_of_one_person_is_told(match: Match, desk: Desk) -> None:
    told = match([mentee("b", name="Bo"), mentee("a")], [mentor("b", name="Bo", languages="fr"), mentor("m")])
    assert told.exit_code == 0
    assert ["mentors.csv", "2", "languages", "differs", "from"] in [fault[:5] for fault in faults(told.stdout)]


def test_somebody_unknown_is_pointed_out_and_forgotten(match: Match, desk: Desk) -> None:
    told = match([mentee("a", never_with_external_ids="m; ghost")], [mentor("m"), mentor("n")])
    assert told.exit_code == 0
    assert '"ghost" is in none of the lines that were read' in told.stdout
    assert desk.who_with_whom() == {"a": "n"}


def test_if_no_line_can_be_used_nothing_is_written(match: Match, desk: Desk) -> None:
    told = match([mentee("a")], [mentor("m", zone="Mars"), mentor("n", places_offered="many")])
    assert told.exit_code == 1
    assert told.stderr.startswith("mentormesh: mentors.csv: no line can be used: line 2, zone: ")
    assert told.stderr.endswith("(and 1 more)\n")
    assert not (desk.directory / "pairs.csv").exists()


def test_a_column_that_nobody_fills_is_pointed_out(match: Match, desk: Desk) -> None:
    told = match([mentee("a")], [mentor("m", disciplines="")])
    assert told.exit_code == 0
    assert "none of the mentors says their years of experience" in told.stdout
    assert desk.pairs() == []
    assert "1 left out" in told.stdout


def test_every_bad_line_of_a_sample_roster_is_named(mentormesh: Run, desk: Desk) -> None:
    out = desk.directory / "pairs.csv"
    told = mentormesh("match", "--mentees", str(CHARITY), "--mentors", str(CHARITY), "--out", str(out), "--all")
    assert told.exit_code == 3
    assert "20 lines left out" in told.stdout
    assert ["charity.csv", "49", "zone"] in [fault[:3] for fault in faults(told.stdout)]
    assert len(desk.pairs()) > 50
