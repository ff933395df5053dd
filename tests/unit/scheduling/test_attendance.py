import pytest

from mentormesh_contracts.mentorships import Member
from mentormesh_contracts.sessions import SessionHeld, SessionMissed
from mentormesh_contracts.vocabulary import ProgrammeKind, Role, SessionStatus
from services.deciding import Unknown
from services.scheduling.domain.attendance import (
    NotBegun,
    NotBooked,
    NotInvited,
    RecordAttendance,
    record_attendance,
)
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.session import SessionOver
from tests.unit.scheduling.world import DAY, MENTEE, MENTOR, NOW, SECOND_MENTEE, World, mentorship, plan

TOMORROW = NOW + DAY
PEERS = tuple(
    Member(person_id=person, organisation_id=own, role=Role.PEER)
    for person, own in (("ada", "north"), ("ben", "south"), ("cem", "east"))
)


def record(session_id: str, *came: str, by: str = "south") -> RecordAttendance:
    return RecordAttendance(organisation_id=by, session_id=session_id, came=came)


def begun(*members: Member, kind: ProgrammeKind = ProgrammeKind.FORMAL) -> tuple[World, str]:
    world = World.with_mentorships(mentorship(*members, kind=kind))
    booked = world.do(book_session, plan(TOMORROW)).id
    world.now = TOMORROW
    return world, booked


def test_a_pair_that_met_has_held_its_session() -> None:
    world, booked = begun()
    held = world.do(record_attendance, record(booked, "ada", "ben"))
    assert held.status is SessionStatus.HELD
    assert [attendee.attended for attendee in held.session.attendees] == [True, True]
    assert world.events[-1] == SessionHeld(after=held.session)
    assert world.get(KnownMentorship, "m1").agenda == ()
    assert world.reminders == {}


@pytest.mark.parametrize("came", [(), ("ada",), ("ben",), ("ben", "ben")])
def test_a_pair_of_which_one_did_not_come_has_missed_it(came: tuple[str, ...]) -> None:
    world, booked = begun()
    missed = world.do(record_attendance, record(booked, *came))
    assert missed.status is SessionStatus.MISSED
    assert {a.person_id for a in missed.session.attendees if a.attended} == set(came)
    assert world.events[-1] == SessionMissed(after=missed.session)


@pytest.mark.parametrize(
    ("came", "status"),
    [
        (("ada", "cem"), SessionStatus.HELD),
        (("ada",), SessionStatus.MISSED),
        (("ben", "cem"), SessionStatus.MISSED),
    ],
)
def test_a_group_needs_its_mentor_and_one_mentee(came: tuple[str, ...], status: SessionStatus) -> None:
    world, booked = begun(MENTOR, MENTEE, SECOND_MENTEE, kind=ProgrammeKind.GROUP)
    assert world.do(record_attendance, record(booked, *came)).status is status


@pytest.mark.parametrize(("came", "status"), [(("ada", "ben"), SessionStatus.HELD), (("ben",), SessionStatus.MISSED)])
def test_peers_have_no_mentor_any_two_of_them_make_a_session(came: tuple[str, ...], status: SessionStatus) -> None:
    world, booked = begun(*PEERS, kind=ProgrammeKind.PEER)
    assert world.do(record_attendance, record(booked, *came)).status is status


def test_nobody_can_have_come_before_it_begins() -> None:
    world, booked = begun()
    world.now = TOMORROW.replace(microsecond=0) - DAY / 1000
    with pytest.raises(NotBegun):
        world.do(record_attendance, record(booked, "ada", "ben"))


def test_it_is_said_once() -> None:
    world, booked = begun()
    world.do(record_attendance, record(booked, "ada", "ben"))
    with pytest.raises(SessionOver):
        world.do(record_attendance, record(booked))


def test_what_was_only_proposed_had_nobody_coming() -> None:
    world = World.with_mentorships()
    proposed = world.do(propose_session, plan(TOMORROW)).id
    world.now = TOMORROW
    with pytest.raises(NotBooked):
        world.do(record_attendance, record(proposed, "ada", "ben"))


def test_who_came_is_an_attendee() -> None:
    world, booked = begun()
    with pytest.raises(NotInvited) as refused:
        world.do(record_attendance, record(booked, "ada", "zoe"))
    assert refused.value.field == "came"


def test_of_others_sessions_nothing_is_told() -> None:
    world, booked = begun()
    with pytest.raises(Unknown):
        world.do(record_attendance, record(booked, "ada", "ben", by="elsewhere"))
