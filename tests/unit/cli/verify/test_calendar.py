"""What is no double booking though it looks like one; what is one is planted."""

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.verify.asking import Answers
from cli.verify.checks.calendar import check_double_booking
from cli.verify.tolerance import SKEW
from mentormesh_contracts.sessions import Period, SessionBooked, SessionCancelled, SessionProposed, SessionRescheduled
from mentormesh_contracts.vocabulary import SessionStatus
from tests.unit.cli.verify.chronicle import MINUTE, START, Chronicle
from tests.unit.cli.verify.facts import DAY, HOUR, session

SECOND = timedelta(seconds=1)


def found(told: Chronicle) -> list[str]:
    return list(check_double_booking(told.history(), Answers()))


def booked(id: str, start_in: timedelta = DAY, **changes: Any) -> SessionBooked:
    return SessionBooked(after=session(id, start_in, **changes))


def test_one_session_may_begin_when_the_other_ends() -> None:
    assert found(Chronicle().tell(booked("s1"), booked("s2", DAY + HOUR))) == []


def test_a_proposal_takes_nobody_s_time() -> None:
    proposed = SessionProposed(after=session("s2", DAY, status=SessionStatus.PROPOSED))
    assert found(Chronicle().tell(booked("s1"), proposed)) == []


def test_a_time_is_free_again_once_its_session_was_cancelled() -> None:
    told = Chronicle().tell(booked("s1")).change(SessionCancelled, "s1", {"status": SessionStatus.CANCELLED})
    assert found(told.tell(booked("s2"))) == []


def test_a_time_is_free_again_once_its_session_was_moved() -> None:
    later = {"start": START + 2 * DAY, "end": START + 2 * DAY + HOUR}
    told = (
        Chronicle()
        .tell(booked("s1"))
        .change(SessionRescheduled, "s1", later, previous=Period(start=START + DAY, end=START + DAY + HOUR))
    )
    assert found(told.tell(booked("s2"))) == []
    assert len(found(told.tell(booked("s3", 2 * DAY)))) == 2


def test_a_session_that_is_moved_within_its_own_time_is_in_nobody_s_way() -> None:
    later = {"start": START + DAY + MINUTE, "end": START + DAY + HOUR}
    assert (
        found(
            Chronicle()
            .tell(booked("s1"))
            .change(SessionRescheduled, "s1", later, previous=Period(start=START, end=START + HOUR))
        )
        == []
    )


@pytest.mark.parametrize(("apart", "clash"), [(SKEW - SECOND, False), (SKEW + SECOND, True)])
def test_two_processes_clocks_may_differ_a_little(apart: timedelta, clash: bool) -> None:
    told = Chronicle().tell(booked("s1"), booked("s2"))
    told.now += apart - MINUTE
    assert bool(found(told.change(SessionCancelled, "s1", {"status": SessionStatus.CANCELLED}))) is clash


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=8))
def test_what_overlaps_is_found_and_nothing_else(spans: list[tuple[int, int]]) -> None:
    told = Chronicle()
    for number, (start, length) in enumerate(spans):
        begins = START + start * MINUTE
        told.tell(booked(f"s{number}", start=begins, end=begins + length * MINUTE))
    overlapping = sum(
        one[0] < other[0] + other[1] and other[0] < one[0] + one[1] for one, other in combinations(spans, 2)
    )
    assert len(found(told)) == 2 * overlapping
