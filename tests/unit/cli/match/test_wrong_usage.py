from pathlib import Path

import pytest

from mentormesh_contracts.programmes import Policy
from tests.unit.cli.conftest import Run
from tests.unit.cli.match.conftest import Match
from tests.unit.cli.match.given import Desk, mentee, mentor

EXAMPLE = Path(__file__).parents[4] / "examples" / "policy.toml"


@pytest.fixture
def there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(desk.directory)
    desk.put("a.csv", [mentee("a")])
    desk.put("b.csv", [mentor("b")])
    desk.put("empty.csv", "")
    desk.put("heads.csv", "external_id,name\n")
    desk.put("latin.csv", "external_id,name\n1,Zoë\n".encode("latin-1"))
    desk.put("none.ndjson", "\n\n")
    desk.put("book.xlsx", b"PK")
    desk.put("roles.csv", [mentee("a", roles="mentee")])
    return desk


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--mentees a.csv --mentors b.csv", "--out"),
        ("--mentees a.csv --out p.csv", "--mentors is missing"),
        ("--mentors b.csv --out p.csv", "--mentees is missing"),
        ("--out p.csv", "give --mentees and --mentors, or --peers"),
        ("--mentees nowhere.csv --mentors b.csv --out p.csv", "nowhere.csv is not there"),
        ("--mentees a.csv --mentors . --out p.csv", "is no file"),
        ("--mentees a.csv --mentors b.csv --mapping m.toml --out p.csv", "m.toml is not there"),
        ("--mentees a.csv --mentors b.csv --policy p.toml --out p.csv", "p.toml is not there"),
        ("--mentees a.csv --mentors b.csv --out gone/p.csv", "there is no directory gone"),
        ("--mentees a.csv --mentors b.csv --out .", "is a directory"),
        ("--mentees a.csv --mentors b.csv --out ./a.csv", "would overwrite what is read"),
        ("--mentees a.csv --mentors b.csv --out p.csv --report p.csv", "is to be written twice"),
        ("--mentees a.csv --mentors b.csv --out p.csv --peers-out q.csv", "--peers-out is for the pairs of --peers"),
        ("--mentees a.csv --mentors b.csv --out p.csv --seed -1", "--seed"),
        ("--mentees a.csv --mentors b.csv --out p.csv --week soon", "--week"),
        ("--mentees empty.csv --mentors b.csv --out p.csv", "empty.csv: the file is empty"),
        ("--mentees none.ndjson --mentors b.csv --out p.csv", "none.ndjson: the file is empty"),
        ("--mentees a.csv --mentors heads.csv --out p.csv", "heads.csv holds nobody"),
        ("--mentees a.csv --mentors roles.csv --out p.csv", "nobody takes the role mentor"),
        ("--mentees latin.csv --mentors b.csv --out p.csv", "latin.csv: line 2 is not UTF-8"),
        ("--mentees book.xlsx --mentors b.csv --out p.csv", "book.xlsx is a workbook"),
    ],
)
def test_wrong_usage_is_told_before_any_work(there: Desk, mentormesh: Run, arguments: str, said: str) -> None:
    told = mentormesh("match", *arguments.split())
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.output
    assert not (there.directory / "p.csv").exists()


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("wieghts = 3", "'wieghts' is no field of a policy: did you mean weights?"),
        ("[weights]\ngoal = 1", "'goal' is no criterion: did you mean goals?"),
        ("[weights]\ngoals = 0", "the weights sum to nothing"),
        ("[weights]", "the weights sum to nothing"),
        ("[weights]\ngoals = 2", "weights.goals is 2: should be less than or equal to 1"),
        ("[weights]\ngoals = nan", "weights.goals is nan"),
        ("weights = 1", "weights is 1"),
        ('objective = "most_mached"', "did you mean most_matched?"),
        ("minimum_overlap_hours = -1", "minimum_overlap_hours is -1"),
        ("maximum_experience_gap = 0.5", "contradicts itself: nobody is ahead by at least"),
        ("objective = best", "policy.toml is not TOML"),
    ],
)
def test_a_wrong_policy_is_told_in_one_line(match: Match, desk: Desk, policy: str, said: str) -> None:
    told = match([mentee("a")], [mentor("b")], "--policy", str(desk.put("policy.toml", policy)))
    assert told.exit_code == 2
    assert told.stderr.startswith("mentormesh: policy.toml")
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert not (desk.directory / "pairs.csv").exists()


def test_the_example_is_the_policy_that_programmes_begin_with() -> None:
    from cli.match.policy_file import read_policy

    assert read_policy(EXAMPLE) == read_policy(None) == Policy()


def test_what_was_there_stays_if_the_new_cannot_be_written(match: Match, desk: Desk) -> None:
    desk.put("pairs.csv", "mine")
    assert match([mentee("a")], [mentor("b", zone="Mars")]).exit_code == 1
    assert (desk.directory / "pairs.csv").read_text() == "mine"
