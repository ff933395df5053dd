from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.scheduling.domain.interval import Interval, merged
from tests.unit.scheduling.world import NOW

MINUTE = timedelta(minutes=1)


def interval(start: int, length: int) -> Interval:
    return Interval(start=NOW + start * MINUTE, end=NOW + (start + length) * MINUTE)


intervals = st.builds(interval, st.integers(0, 200), st.integers(1, 60))


@pytest.mark.parametrize("length", [0, -1])
def test_it_ends_after_it_starts(length: int) -> None:
    with pytest.raises(ValidationError, match="end must be later than start"):
        interval(0, length)


def test_back_to_back_is_no_overlap() -> None:
    assert not interval(0, 60).overlaps(interval(60, 60))
    assert interval(0, 61).overlaps(interval(60, 60))


@given(intervals, intervals)
def test_two_overlap_if_they_have_a_minute_in_common(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one) == bool(minutes([one]) & minutes([other]))


@given(st.lists(intervals, max_size=8))
def test_merged_covers_the_same_minutes_with_gaps_between(given_intervals: list[Interval]) -> None:
    joined = merged(given_intervals)
    assert minutes(joined) == minutes(given_intervals)
    assert all(one.end < next_one.start for one, next_one in pairwise(joined))


def test_what_lies_side_by_side_becomes_one() -> None:
    assert merged([interval(60, 30), interval(0, 60), interval(100, 5)]) == [interval(0, 90), interval(100, 5)]


def minutes(some: list[Interval]) -> set[int]:
    return {minute for each in some for minute in range((each.start - NOW) // MINUTE, (each.end - NOW) // MINUTE)}
