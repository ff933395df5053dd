"""Figures are kept as they come, and say what is missing."""

import json
from pathlib import Path

import pytest

from tests.bench.matching.goals import AT_LEAST, AT_MOST
from tests.bench.matching.results import Results
from tests.bench.matching.run import Run


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return _begun(tmp_path, afresh=True)


def _begun(folder: Path, *, afresh: bool) -> Results:
    return Results.begin(folder / "matching.json", 1, Run(folder / "work", seed=3), afresh=afresh)


def test_what_a_case_measured_is_written_at_once_by_name_and_by_case(results: Results) -> None:
    results.keep("cycle", {"e2e_100k_s": 1.23456789})
    written = json.loads(results.target.read_text())

    assert written["e2e_100k_s"] == 1.2346
    assert written["cases"]["cycle"]["e2e_100k_s"] == 1.2346
    assert (written["core"], written["seed"], written["quick"]) == (1, 3, False)


def test_figures_on_the_wrong_side_are_missed(results: Results) -> None:
    results.keep("cycle", {"e2e_100k_s": AT_MOST["e2e_100k_s"] * 2, "gap_100k": AT_MOST["gap_100k"]})
    results.keep("dense", {"ratio_scipy_20k": AT_LEAST["ratio_scipy_20k"] / 2})

    assert sorted(results.missed()) == ["e2e_100k_s", "ratio_scipy_20k"]


def test_figures_that_were_not_measured_are_named(results: Results) -> None:
    results.keep("cycle", {"e2e_100k_s": 1.0})

    assert "e2e_100k_s" not in results.absent()
    assert "recommend_http_p95_ms" in results.absent()


def test_a_case_that_failed_is_told_of_and_the_others_stay(results: Results) -> None:
    results.keep("cycle", {"e2e_100k_s": 1.0})
    results.fail("dense", ValueError("no memory"))
    written = json.loads(results.target.read_text())

    assert written["failed"] == {"dense": "no memory"}
    assert written["e2e_100k_s"] == 1.0


def test_some_cases_again_keep_what_the_others_measured(results: Results, tmp_path: Path) -> None:
    results.keep("cycle", {"e2e_100k_s": 1.0})
    again = _begun(tmp_path, afresh=False)
    again.keep("dense", {"ratio_scipy_20k": 60.0})

    assert again.figures() == {"e2e_100k_s": 1.0, "ratio_scipy_20k": 60.0}


def test_no_figure_has_two_goals() -> None:
    assert not AT_LEAST.keys() & AT_MOST.keys()
