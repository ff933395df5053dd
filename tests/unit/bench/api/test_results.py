"""Figures of several cases, kept together."""

import json
from pathlib import Path

from tests.bench.api.results import Results


def kept(directory: Path) -> Results:
    results = Results(directory / "api.json", {"broker": "one"})
    results.keep("commands", {"commands_to_single": 2.0, "clients": 64, "requests": 10, "failed_requests": 1})
    results.keep("sustained", {"lag_first_third": {"events": 3}, "warm_up_s": 5, "requests": 20})
    return results


def test_figures_stand_by_their_names_beside_their_cases(tmp_path: Path) -> None:
    kept(tmp_path)

    written = json.loads((tmp_path / "api.json").read_text())

    assert written["commands_to_single"] == written["cases"]["commands"]["commands_to_single"] == 2.0
    assert written["lag_first_third"] == {"events": 3}
    assert written["broker"] == "one"
    assert "clients" not in written


def test_what_several_cases_count_is_summed_up(tmp_path: Path) -> None:
    assert kept(tmp_path).figures()["requests"] == 30


def test_a_failed_request_is_missed_like_a_figure(tmp_path: Path) -> None:
    assert kept(tmp_path).missed() == ["commands_to_single", "failed_requests"]


def test_a_case_that_failed_says_why_and_leaves_its_figures_absent(tmp_path: Path) -> None:
    results = kept(tmp_path)
    results.fail("reads", RuntimeError("no answer"))

    written = json.loads((tmp_path / "api.json").read_text())

    assert "no answer" in written["failed"]["reads"]
    assert "read_ratio" in written["absent"]
