"""One person's hours, wanted by many at once on both replicas."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations, count
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journeys.support.acts import accept
from tests.journeys.support.at_once import at_once
from tests.journeys.support.chance import FEW
from tests.journeys.support.crowds import Crowd, sorted_out
from tests.journeys.support.network import Network
from tests.journeys.support.streams import faults, history

TAKEN = (409, "time-taken")
MENTEES = 10
days = count(3)
Slot = tuple[int, int]
"""Minutes after midnight at which it begins, and how many it takes."""
slots = st.tuples(st.integers(0, 60).map(lambda five: 5 * five), st.integers(1, 24).map(lambda five: 5 * five))


@pytest.fixture(scope="session")
def busy_mentor(network: Network) -> tuple[Crowd, list[str]]:
    """A mentor with ten active mentorships: each of them may book."""
    crowd = Crowd.of(network, mentees=MENTEES, places=MENTEES)
    proposed, _ = crowd.all_ask(*crowd.mentees)
    for id in proposed:
        accept(crowd.giving, id, crowd.mentors[0])
    return crowd, proposed


def test_one_hour_that_ten_book_at_once_is_ones(busy_mentor: tuple[Crowd, list[str]]) -> None:
    crowd, mentorships = busy_mentor
    midnight = another_day()
    answers = at_once([partial(book, crowd, id, midnight, (600, 60)) for id in mentorships])
    booked, refused = sorted_out(answers)
    assert (len(booked), refused) == (1, [TAKEN] * 9)
    assert [each["session_id"] for each in calendar(crowd, midnight)] == booked
    assert [each["id"] for each in crowd.giving.all("/v1/sessions", person_id=crowd.mentors[0])] == booked
    assert not faults(history(crowd.giving.network), "double_booking")


@settings(FEW, max_examples=6)
@given(wishes=st.lists(slots, min_size=2, max_size=MENTEES))
def test_of_times_that_overlap_one_is_booked_and_whoever_lost_lost_to_somebody(
    busy_mentor: tuple[Crowd, list[str]], wishes: list[Slot]
) -> None:
    crowd, mentorships = busy_mentor
    midnight = another_day()
    asked = list(zip(mentorships, wishes, strict=False))
    answers = at_once([partial(book, crowd, id, midnight, slot) for id, slot in asked])
    won = [slot for (_, slot), answer in zip(asked, answers, strict=True) if answer.is_success]
    lost = [slot for (_, slot), answer in zip(asked, answers, strict=True) if not answer.is_success]
    assert not any(overlap(one, other) for one, other in combinations(won, 2))
    assert all(any(overlap(slot, other) for other in won) for slot in lost)
    assert set(sorted_out(answers)[1]) <= {TAKEN}
    assert len(calendar(crowd, midnight)) == len(won)


def another_day() -> datetime:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=next(days))


def book(crowd: Crowd, mentorship_id: str, midnight: datetime, slot: Slot) -> httpx.Response:
    begin, minutes = slot
    start = (midnight + timedelta(minutes=begin)).isoformat()
    wish = {"start": start, "zone": "UTC", "duration_minutes": minutes, "book": True}
    return crowd.giving.ask("POST", f"/v1/mentorships/{mentorship_id}/sessions", wish)


def calendar(crowd: Crowd, midnight: datetime) -> list[dict[str, Any]]:
    between = {"from": midnight.isoformat(), "to": (midnight + timedelta(days=1)).isoformat()}
    busy: list[dict[str, Any]] = crowd.giving.get(f"/v1/people/{crowd.mentors[0]}/calendar", **between)["busy"]
    return busy


def overlap(one: Slot, other: Slot) -> bool:
    return one[0] < other[0] + other[1] and other[0] < one[0] + one[1]
