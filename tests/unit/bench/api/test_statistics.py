"""What is told of many numbers."""

from tests.bench.api.statistics import grows, growth, milliseconds, part, part_median, slope

RISING = [(float(second), 10.0 * second) for second in range(60)]
LEVEL = [(float(second), 7.0) for second in range(60)]


def test_quantiles_are_told_in_milliseconds() -> None:
    assert milliseconds([number / 1000 for number in range(101)]) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert milliseconds([]) == {}


def test_parts_hold_every_moment_once() -> None:
    parts = [part(RISING, number, 3) for number in range(3)]

    assert [value for each in parts for value in each] == [value for _, value in RISING]
    assert part([], 0, 3) == []


def test_the_median_of_a_part_is_not_bent_by_one_outlier() -> None:
    bent = [*LEVEL[:10], (10.0, 1e9), *LEVEL[11:]]

    assert part_median(bent, 0, 3) == 7.0


def test_a_slope_is_by_the_second_and_not_bent_by_outliers() -> None:
    assert slope(RISING) == 10.0
    assert slope([*RISING[:30], (30.0, 1e9), *RISING[31:]]) == 10.0
    assert slope(LEVEL) == slope(LEVEL[:1]) == slope([]) == 0.0


def test_what_rises_more_than_allowed_grows() -> None:
    assert grows(RISING, 100.0)
    assert not grows(RISING, 1000.0)


def test_neither_a_level_nor_a_wave_at_the_end_grows() -> None:
    wave = [*LEVEL[:57], *((moment, 5000.0) for moment, _ in LEVEL[57:])]

    assert not grows(LEVEL, 1.0)
    assert not grows(wave, 1.0)
    assert not grows([], 1.0)


def test_what_shrinks_does_not_grow() -> None:
    assert not grows([(moment, -value) for moment, value in RISING], 1.0)


def test_growth_is_the_last_quarter_against_the_first() -> None:
    steps = [(float(second), 100.0 if second < 30 else 104.0) for second in range(60)]

    assert round(growth(steps), 6) == 0.04
    assert growth(LEVEL) == growth([]) == 0.0
