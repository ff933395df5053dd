from datetime import datetime

import pytest

from mentormesh_contracts.mentorships import (
    MentorshipCompleted,
    MentorshipEnded,
    MentorshipEvent,
    MentorshipMemberLeft,
    MentorshipPaused,
    MentorshipProposed,
    MentorshipResumed,
    MentorshipStarted,
)
from mentormesh_contracts.sessions import SessionAttendeeLeft
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus, ProgrammeKind, SessionStatus
from services.deciding import Unknown
from services.scheduling.domain.attendance import RecordAttendance, record_attendance
from services.scheduling.domain.book_proposal import BookProposal, book_proposal
from services.scheduling.domain.follow_mentorship import follow_mentorship
from services.scheduling.domain.mentorship import KnownMentorship, MentorshipNotActive
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.session import PlannedSession
from tests.unit.scheduling.world import DAY, HOUR, MENTEE, MENTOR, NOW, SECOND_MENTEE, World, mentorship, plan

TOMORROW = NOW + DAY


def ended(closed_at: datetime = NOW) -> MentorshipEvent:
    over = mentorship(status=MentorshipStatus.ENDED, closed_at=closed_at)
    return MentorshipEnded(after=over.model_copy(update={"end_reason": EndReason.NO_TIME}))


def test_a_mentorship_is_known_from_its_proposal_and_plannable_from_its_start() -> None:
    world = World()
    world.do(follow_mentorship, MentorshipProposed(after=mentorship(status=MentorshipStatus.PROPOSED)))
    with pytest.raises(MentorshipNotActive):
        world.do(book_session, plan(TOMORROW))
    world.do(follow_mentorship, MentorshipStarted(after=mentorship()))
    assert world.do(book_session, plan(TOMORROW)).people == ("ada", "ben")
    assert world.get(KnownMentorship, "m1").mentors == {"ada"}


def test_a_pause_keeps_what_is_planned() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.do(follow_mentorship, MentorshipPaused(after=mentorship(status=MentorshipStatus.PAUSED)))
    assert world.status(booked) is SessionStatus.BOOKED
    world.do(follow_mentorship, MentorshipResumed(after=mentorship()))
    assert world.get(KnownMentorship, "m1").agenda == (booked,)


@pytest.mark.parametrize(
    "event",
    [
        ended(),
        MentorshipCompleted(after=mentorship(status=MentorshipStatus.COMPLETED, closed_at=NOW)),
        MentorshipCompleted(after=mentorship(status=MentorshipStatus.COMPLETED)),
    ],
)
def test_when_it_is_over_what_was_ahead_is_called_off_and_everybody_s_time_is_free(event: MentorshipEvent) -> None:
    world = World.with_mentorships()
    booked, proposed = world.do(book_session, plan(TOMORROW)).id, world.do(propose_session, plan(TOMORROW + HOUR)).id
    world.do(follow_mentorship, event)
    assert world.status(booked) is world.status(proposed) is SessionStatus.CANCELLED
    assert world.booked_times("ada") == world.booked_times("ben") == []
    assert world.told()[-2:] == ["SessionCancelled", "SessionCancelled"]
    assert world.get(KnownMentorship, "m1").agenda == ()
    assert world.reminders == {}


def test_sessions_of_other_mentorships_stay() -> None:
    world = World.with_mentorships(mentorship(), mentorship(MENTOR, SECOND_MENTEE, id="m2"))
    world.do(book_session, plan(TOMORROW))
    world.do(book_session, plan(TOMORROW + HOUR, mentorship_id="m2"))
    world.do(follow_mentorship, ended())
    assert world.booked_times("ada") == [(TOMORROW + HOUR, TOMORROW + 2 * HOUR)]


def test_of_a_session_that_had_begun_somebody_may_still_say_who_came() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.now = TOMORROW + HOUR
    world.do(follow_mentorship, ended(closed_at=TOMORROW))
    assert world.status(booked) is SessionStatus.BOOKED
    world.do(record_attendance, RecordAttendance(organisation_id="north", session_id=booked, came=("ada", "ben")))
    assert world.status(booked) is SessionStatus.HELD


def test_it_is_measured_by_when_it_ended_not_by_when_that_was_heard() -> None:
    world = World.with_mentorships()
    booked = world.do(book_session, plan(TOMORROW)).id
    world.now = TOMORROW + DAY
    world.do(follow_mentorship, ended(closed_at=NOW))
    assert world.status(booked) is SessionStatus.CANCELLED


def test_a_group_that_somebody_leaves_goes_on_without_them() -> None:
    group = mentorship(MENTOR, MENTEE, SECOND_MENTEE, kind=ProgrammeKind.GROUP)
    world = World.with_mentorships(group)
    booked = world.do(book_session, plan(TOMORROW)).id
    begun = world.do(book_session, plan(NOW)).id
    smaller = group.model_copy(update={"members": (MENTOR, SECOND_MENTEE)})
    world.do(follow_mentorship, MentorshipMemberLeft(after=smaller, person_id="ben"))
    session = world.get(PlannedSession, booked)
    assert session.people == ("ada", "cem")
    assert world.events[-1] == SessionAttendeeLeft(after=session.session, person_id="ben")
    assert world.get(PlannedSession, begun).people == ("ada", "ben", "cem")
    assert world.booked_times("ben") == [(NOW, NOW + HOUR)]
    assert len(world.booked_times("ada")) == 2
    assert world.do(book_session, plan(TOMORROW + HOUR)).people == ("ada", "cem")


def test_of_a_proposal_too() -> None:
    world = World.with_mentorships(mentorship(MENTOR, MENTEE, SECOND_MENTEE))
    proposed = world.do(propose_session, plan(TOMORROW, by="south")).id
    smaller = mentorship(MENTOR, SECOND_MENTEE)
    world.do(follow_mentorship, MentorshipMemberLeft(after=smaller, person_id="ben"))
    with pytest.raises(Unknown):
        world.do(book_proposal, BookProposal(organisation_id="south", session_id=proposed))
    assert world.do(book_proposal, BookProposal(organisation_id="north", session_id=proposed)).people == ("ada", "cem")


def test_what_changes_nothing_here_is_not_written() -> None:
    world = World.with_mentorships()
    assert world.decide(follow_mentorship, MentorshipResumed(after=mentorship())).changes == []
