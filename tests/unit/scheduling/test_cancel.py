import pytest

from mentormesh_contracts.sessions import SessionCancelled
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Unknown
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.cancel import CancelSession, cancel_session
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.session import SessionBegun, SessionOver
from tests.unit.scheduling.world import DAY, NOW, World, plan

TOMORROW = NOW + DAY


def cancel(session_id: str, by: str = "south") -> CancelSession:
    return CancelSession(organisation_id=by, session_id=session_id)


def test_a_booked_session_is_called_off_and_everybody_s_time_is_free() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    cancelled = world.do(cancel_session, cancel(booked))
    assert cancelled.status is SessionStatus.CANCELLED
    assert world.booked_times("ada") == world.booked_times("ben") == []
    assert world.events[-1] == SessionCancelled(after=cancelled.session)
    assert world.get(KnownMentorship, "m1").agenda == ()
    assert world.reminders == {}
    world.do(book_session, plan(TOMORROW))


def test_a_proposal_is_called_off_without_a_calendar() -> None:
    world = World.with_mentorships()
    proposed = world.do(propose_session, plan(TOMORROW)).id
    world.do(cancel_session, cancel(proposed))
    assert world.status(proposed) is SessionStatus.CANCELLED
    assert world.all(Calendar) == []


def test_not_twice_and_not_once_it_has_begun() -> None:
    world = World.with_mentorships()
    booked, later = world.do(book_session, plan(TOMORROW)).id, world.do(book_session, plan(TOMORROW + DAY)).id
    world.do(cancel_session, cancel(booked))
    with pytest.raises(SessionOver):
        world.do(cancel_session, cancel(booked))
    world.now = TOMORROW + DAY
    with pytest.raises(SessionBegun):
        world.do(cancel_session, cancel(later))


def test_of_others_sessions_nothing_is_told() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    with pytest.raises(Unknown):
        world.do(cancel_session, cancel(booked, by="elsewhere"))
