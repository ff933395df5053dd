from datetime import UTC, datetime, timedelta

import pytest

from services.chassis.clock import Clock, ClockNotSettable

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_clock_answers_in_utc() -> None:
    assert Clock().now().utcoffset() == timedelta(0)
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_sandbox_moves_its_clock_and_it_runs_on() -> None:
    times = iter([NOON, NOON + timedelta(seconds=1)])
    clock = Clock(settable=True, source=lambda: next(times))
    assert clock.advance(timedelta(days=2)) == NOON + timedelta(days=2)
    assert clock.now() == NOON + timedelta(days=2, seconds=1)


def test_an_offset_can_be_taken_over() -> None:
    clock = Clock(settable=True, source=lambda: NOON)
    clock.offset = timedelta(hours=1)
    assert clock.now() == NOON + timedelta(hours=1)


def test_nobody_moves_the_time_outside_a_sandbox() -> None:
    with pytest.raises(ClockNotSettable):
        Clock().advance(timedelta(days=1))
