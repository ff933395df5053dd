import pytest

from mentormesh_contracts.mentorships import Member
from mentormesh_contracts.sessions import Attendee, SessionHeld
from mentormesh_contracts.vocabulary import MentorshipStatus, Role
from services.deciding import Unknown
from services.deciding.trial import decide
from services.feedback.domain.hear_sessions import hear_session_held, hear_session_missed
from services.feedback.domain.held_session import HeldSession
from services.feedback.domain.relationship import Relationship
from tests.unit.feedback.givens import (
    DAY,
    HOME,
    MENTEE,
    MENTOR,
    PARTNER,
    PEER,
    START,
    at,
    held_session,
    missed,
    relationship,
    session,
    the,
)


def test_a_held_session_changes_the_session_and_its_mentorship_and_nothing_else() -> None:
    decision = decide(hear_session_held(SessionHeld(after=session()), at()), [relationship()])
    assert [(type(change.state).__name__, change.state.id) for change in decision.changes] == [
        ("HeldSession", "s1"),
        ("Relationship", "m1"),
    ]
    assert not decision.events
    assert the(Relationship, decision).sessions_held == 1


def test_a_session_that_is_heard_of_before_its_mentorship_waits() -> None:
    with pytest.raises(Unknown) as unknown:
        decide(hear_session_held(SessionHeld(after=session()), at()))
    assert unknown.value.kind == Relationship.KIND
    with pytest.raises(Unknown):
        decide(hear_session_missed(missed(), at()))


def test_a_missed_session_counts() -> None:
    decision = decide(hear_session_missed(missed(), at()), [relationship()])
    assert the(Relationship, decision).sessions_missed == 1
    assert the(Relationship, decision).sessions_held == 0


def test_the_session_knows_who_was_there_in_which_role() -> None:
    held = held_session(absent=[MENTOR])
    assert [(one.person_id, one.role, one.attended) for one in held.attendances] == [
        (MENTOR, Role.MENTOR, False),
        (MENTEE, Role.MENTEE, True),
    ]
    assert held.mentor is None
    assert list(held.organisations()) == [HOME, PARTNER]


def test_who_was_not_recorded_counts_as_there_and_guests_do_not() -> None:
    unrecorded = (
        Attendee(person_id=MENTOR, organisation_id=HOME),
        Attendee(person_id="guest", organisation_id="elsewhere"),
    )
    event = SessionHeld(after=session(attendees=unrecorded))
    held = the(HeldSession, decide(hear_session_held(event, at()), [relationship()]))
    assert [(one.person_id, one.attended) for one in held.attendances] == [(MENTOR, True)]


def test_amended_attendance_keeps_who_has_answered() -> None:
    known = held_session(absent=[MENTEE]).model_copy(update={"answered": (MENTOR,)})
    decision = decide(hear_session_held(SessionHeld(after=session()), at()), [relationship(), known])
    assert the(HeldSession, decision).answered == (MENTOR,)
    assert all(one.attended for one in the(HeldSession, decision).attendances)


def test_a_session_held_before_the_mentorship_was_closed_still_counts_after_it() -> None:
    closed = relationship(status=MentorshipStatus.COMPLETED, closed_at=START + 2 * DAY)
    decision = decide(hear_session_held(SessionHeld(after=session()), at()), [closed])
    assert the(Relationship, decision).sessions_held == 1
    assert not decision.reminders


def test_among_peers_nobody_is_the_mentor() -> None:
    peers = (
        Member(person_id=PEER, organisation_id=HOME, role=Role.PEER),
        Member(person_id=MENTEE, organisation_id=PARTNER, role=Role.PEER),
    )
    assert held_session(members=peers).mentor is None
