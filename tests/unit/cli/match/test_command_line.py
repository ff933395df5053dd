"""The command as a coordinator runs it: a process of its own, on the rosters of the demo."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[4]
ROSTERS = ROOT / "deploy" / "sample" / "rosters"


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("MENTORMESH_")}
    command = [sys.executable, "-m", "cli.main", "match", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=surroundings, check=False, timeout=200)


def test_the_sample_rosters_are_matched_with_no_server(tmp_path: Path) -> None:
    students, staff = ROSTERS / "university.csv", ROSTERS / "company.csv"
    out, report = tmp_path / "pairs.csv", tmp_path / "report.html"
    told = run(
        *("--mentees", students, "--mentors", staff, "--mapping", ROSTERS / "university.mapping.toml"),
        *("--policy", ROOT / "examples" / "policy.toml", "--out", out, "--report", report, "--week", "2026-03-04"),
    )
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    assert told.stdout.startswith("306 mentees, 292 mentors with 565 places: ")
    pairs = list(csv.DictReader(out.open(encoding="utf-8")))
    with staff.open(encoding="utf-8") as lines:
        places = {person["external_id"]: int(person["places_offered"]) for person in csv.DictReader(lines)}
    taken = Counter(pair["mentor"] for pair in pairs)
    assert len(pairs) > 100
    assert all(count <= places[mentor] for mentor, count in taken.items())
    assert len({pair["mentee"] for pair in pairs}) == len(pairs)
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
