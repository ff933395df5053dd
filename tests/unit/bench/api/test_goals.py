"""What figures are held to."""

from tests.bench.api.goals import GOALS

absent, asked, missed = GOALS.absent, GOALS.asked, GOALS.missed


def test_figures_on_their_floor_are_not_missed() -> None:
    assert missed({"read_ratio": 0.6, "accepted_to_committed_p99_ms": 250.0, "lag_grows": False}) == []


def test_figures_beyond_are_missed() -> None:
    found = {"read_ratio": 0.59, "accepted_to_committed_p50_ms": 50.1, "lag_grows": True, "memory_growth_max": 0.06}

    assert set(missed(found)) == set(found)


def test_what_was_not_measured_is_absent_and_not_missed() -> None:
    assert "read_ratio" in absent({})
    assert missed({}) == []


def test_floors_are_shown_beside_figures() -> None:
    assert asked("read_ratio") == "≥ 0.6"
    assert asked("accepted_to_committed_p50_ms") == "≤ 50"
    assert asked("lag_grows") == "no"
    assert asked("read_same_answer") == "yes"
    assert asked("clients") == ""
