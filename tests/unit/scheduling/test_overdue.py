from datetime import timedelta

from mentormesh_contracts.sessions import SessionCancelled, SessionMissed
from mentormesh_contracts.vocabulary import SessionStatus
from services.scheduling.domain.attendance import RecordAttendance, record_attendance
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.overdue import LapseProposal, NoteMissed, lapse_proposal, note_missed
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.reschedule import Reschedule, reschedule
from tests.unit.scheduling.world import DAY, HOUR, NOW, World, plan

TOMORROW = NOW + DAY
A_WEEK_LATER = TOMORROW + HOUR + timedelta(days=7)


def test_a_booked_session_of_which_nobody_says_who_came_is_missed_a_week_later() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.now = A_WEEK_LATER
    world.do(note_missed, NoteMissed(session_id=booked))
    missed = world.events[-1]
    assert isinstance(missed, SessionMissed)
    assert [attendee.attended for attendee in missed.after.attendees] == [None, None]
    assert world.get(KnownMentorship, "m1").agenda == ()


def test_one_that_was_held_stays_held() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.now = A_WEEK_LATER
    world.do(record_attendance, RecordAttendance(organisation_id="north", session_id=booked, came=("ada", "ben")))
    world.do(note_missed, NoteMissed(session_id=booked))
    assert world.status(booked) is SessionStatus.HELD


def test_one_that_was_moved_has_its_week_from_then() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.do(reschedule, Reschedule(organisation_id="north", session_id=booked, start=TOMORROW + DAY))
    world.now = A_WEEK_LATER
    del world.reminders[f"session/{booked}"]
    world.do(note_missed, NoteMissed(session_id=booked))
    assert world.status(booked) is SessionStatus.BOOKED
    assert world.reminders[f"session/{booked}"].due == A_WEEK_LATER + DAY


def test_a_proposal_that_nobody_booked_is_called_off_at_its_start() -> None:
    world = World.with_mentorships()
    proposed = world.do(propose_session, plan(TOMORROW)).id
    world.do(lapse_proposal, LapseProposal(session_id=proposed))
    assert world.status(proposed) is SessionStatus.PROPOSED
    world.now = TOMORROW
    world.do(lapse_proposal, LapseProposal(session_id=proposed))
    assert isinstance(world.events[-1], SessionCancelled)
    assert world.get(KnownMentorship, "m1").agenda == ()


def test_what_is_not_there_any_more_is_left_alone() -> None:
    world = World.with_mentorships()
    world.do(lapse_proposal, LapseProposal(session_id="gone"))
    world.do(note_missed, NoteMissed(session_id="gone"))
    assert world.events == []
