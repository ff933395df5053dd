"""Batches keep a distance that follows from what they take; whoever comes after a pause is taken at once."""

import pytest

from services.chassis.pace import LONGEST, Pace


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def paced(time: Time, seconds: float, times: int = 50) -> Pace:
    """After so many batches that took so long, each begun when it might."""
    pace = Pace(time)
    for _ in range(times):
        time.at += pace.rest()
        began = pace.begin()
        time.at += seconds
        pace.end(began)
    return pace


def test_the_first_is_taken_at_once() -> None:
    assert Pace(Time()).rest() == 0


def test_half_of_the_time_is_left_to_others() -> None:
    time = Time()
    assert paced(time, 0.010).rest() == pytest.approx(0.010, rel=0.01)


def test_however_long_batches_take_the_distance_has_a_bound() -> None:
    time = Time()
    pace = paced(time, 0.030)
    assert pace.rest() == pytest.approx(LONGEST - 0.030)
    assert paced(time, 1.0).rest() == 0


def test_after_a_pause_nobody_waits() -> None:
    time = Time()
    pace = paced(time, 0.010)
    time.at += 0.010
    assert pace.rest() == 0


def test_one_slow_batch_among_many_changes_little() -> None:
    time = Time()
    pace = paced(time, 0.005)
    pace.end(time.at - 0.050)
    pace.begin()
    assert pace.rest() == pytest.approx(2 * (0.005 + 0.2 * 0.045), rel=0.01)
