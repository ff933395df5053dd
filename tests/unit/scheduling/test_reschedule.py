from datetime import datetime, timedelta

import pytest

from mentormesh_contracts.sessions import Period, SessionRescheduled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Unknown
from services.scheduling.domain.calendar import Calendar, TimeTaken
from services.scheduling.domain.cancel import CancelSession, cancel_session
from services.scheduling.domain.overdue import LapseProposal, NoteMissed
from services.scheduling.domain.plan import PlanSession, book_session, propose_session
from services.scheduling.domain.reschedule import Reschedule, reschedule
from services.scheduling.domain.session import SessionBegun, SessionOver
from services.scheduling.domain.wall_clock import TimeSkipped
from services.scheduling.domain.wish import InThePast
from tests.unit.scheduling.world import DAY, HOUR, NOW, World, plan, wall, wish

TOMORROW = NOW + DAY


def move(session_id: str, start: datetime, *, by: str = "south", **rest: object) -> Reschedule:
    return Reschedule.model_validate({"organisation_id": by, "session_id": session_id, "start": start, **rest})


@pytest.fixture
def world() -> World:
    return World.with_mentorships()


@pytest.fixture
def booked(world: World) -> str:
    return str(world.do(book_session, plan(TOMORROW)).id)


def test_it_keeps_its_identity_and_its_length(world: World, booked: str) -> None:
    moved = world.do(reschedule, move(booked, TOMORROW + 2 * HOUR))
    assert moved.id == booked
    assert moved.session.times_rescheduled == 1
    assert world.booked_times("ada") == [(TOMORROW + 2 * HOUR, TOMORROW + 3 * HOUR)]
    assert world.events[-1] == SessionRescheduled(
        after=moved.session, previous=Period(start=TOMORROW, end=TOMORROW + HOUR)
    )
    reminder = world.reminders[f"session/{booked}"]
    assert (reminder.due, reminder.command) == (
        TOMORROW + 3 * HOUR + timedelta(days=7),
        NoteMissed(session_id=booked),
    )


def test_it_may_move_into_its_own_old_time(world: World, booked: str) -> None:
    world.do(reschedule, move(booked, TOMORROW + HOUR / 2))
    assert world.booked_times("ben") == [(TOMORROW + HOUR / 2, TOMORROW + 3 * HOUR / 2)]


def test_it_does_not_move_onto_another_session(world: World, booked: str) -> None:
    world.do(book_session, plan(TOMORROW + 2 * HOUR))
    with pytest.raises(TimeTaken) as refused:
        world.do(reschedule, move(booked, TOMORROW + 3 * HOUR / 2))
    assert refused.value.facts == {"people": ["ada", "ben"]}


def test_a_longer_one_needs_more_room(world: World, booked: str) -> None:
    world.do(book_session, plan(TOMORROW + HOUR))
    with pytest.raises(TimeTaken):
        world.do(reschedule, move(booked, TOMORROW, duration_minutes=90))


def test_a_proposal_is_moved_without_taking_a_calendar(world: World) -> None:
    proposed = world.do(propose_session, plan(TOMORROW, by="north")).id
    moved = world.do(reschedule, move(proposed, TOMORROW + HOUR, by="south"))
    assert moved.status is SessionStatus.PROPOSED
    assert moved.proposed_by == "south"
    assert world.all(Calendar) == []
    reminder = world.reminders[f"session/{proposed}"]
    assert (reminder.due, reminder.command) == (TOMORROW + HOUR, LapseProposal(session_id=proposed))


def test_the_same_time_again_changes_nothing(world: World, booked: str) -> None:
    before = len(world.events)
    assert world.do(reschedule, move(booked, TOMORROW)).session.times_rescheduled == 0
    assert len(world.events) == before


def test_it_is_read_in_the_zone_in_which_it_was_planned(world: World) -> None:
    start = wall("2027-03-13T09:00")
    command = PlanSession(organisation_id="north", mentorship_id="m1", wish=wish(start, zone="America/New_York"))
    booked = world.do(book_session, command).id
    moved = world.do(reschedule, move(booked, wall("2027-03-15T09:00")))
    assert moved.session.start - command.wish.interval(NOW).start == timedelta(days=2) - HOUR
    with pytest.raises(TimeSkipped):
        world.do(reschedule, move(booked, wall("2027-03-14T02:30")))


def test_or_in_another_that_is_said(world: World, booked: str) -> None:
    moved = world.do(reschedule, move(booked, wall("2027-07-01T09:00"), zone="Asia/Kathmandu"))
    assert moved.session.start.isoformat() == "2027-07-01T03:15:00+00:00"
    assert moved.session.zone == "Asia/Kathmandu"


def test_not_into_the_past(world: World, booked: str) -> None:
    with pytest.raises(InThePast):
        world.do(reschedule, move(booked, NOW - HOUR))


def test_not_once_it_has_begun(world: World, booked: str) -> None:
    world.now = TOMORROW
    with pytest.raises(SessionBegun):
        world.do(reschedule, move(booked, TOMORROW + HOUR))


def test_not_once_it_is_over(world: World, booked: str) -> None:
    world.do(cancel_session, CancelSession(organisation_id="north", session_id=booked))
    with pytest.raises(SessionOver):
        world.do(reschedule, move(booked, TOMORROW + HOUR))


def test_of_others_sessions_nothing_is_told(world: World, booked: str) -> None:
    with pytest.raises(Unknown):
        world.do(reschedule, move(booked, TOMORROW + HOUR, by="elsewhere"))
