from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentormesh_contracts.feedback import RiskClosed, RiskOpened
from mentormesh_contracts.mentorships import (
    MentorshipCompleted,
    MentorshipPaused,
    MentorshipResumed,
    MentorshipStarted,
    MentorshipTakenIntoProgramme,
)
from mentormesh_contracts.sessions import SessionHeld
from mentormesh_contracts.vocabulary import MentorshipStatus, RiskReason
from services.deciding import Decision
from services.deciding.trial import decide
from services.feedback.domain.hear_sessions import hear_session_held
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.risk import NoteNoSession, note_no_session
from tests.unit.feedback.givens import (
    DAY,
    HOME,
    PARTNER,
    START,
    at,
    follow,
    held_session,
    mentorship,
    session,
    started,
    the,
)

NOTE = NoteNoSession(mentorship_id="m1")
DUE = START + 14 * DAY


def look(known: Relationship, now: datetime) -> Decision:
    return decide(note_no_session(NOTE, at(now)), [known])


def hold(known: Relationship, start: datetime, now: datetime, id: str = "s1") -> Decision:
    return decide(hear_session_held(SessionHeld(after=session(id, start)), at(now)), [known])


def at_risk() -> Relationship:
    return the(Relationship, look(started(), DUE))


def test_a_mentorship_that_starts_is_looked_at_when_its_agreed_time_is_over() -> None:
    decision = follow(MentorshipStarted(after=mentorship()), START)
    (reminder,) = decision.reminders
    assert reminder.due == DUE
    assert reminder.command == NOTE
    assert not decision.events


def test_no_session_in_the_agreed_time_opens_the_risk() -> None:
    decision = look(started(), DUE)
    (event,) = decision.events
    assert isinstance(event, RiskOpened)
    assert event.reason is RiskReason.NO_SESSION
    assert event.after.risks == (RiskReason.NO_SESSION,)
    assert event.after.due_by == DUE
    assert not decision.reminders


def test_both_organisations_find_it_among_the_risks_while_it_is_one() -> None:
    assert started().indexed()["at_risk_in"] is None
    assert at_risk().indexed()["at_risk_in"] == (HOME, PARTNER)


def test_a_risk_is_opened_once() -> None:
    assert look(at_risk(), DUE + DAY) == Decision()


def test_when_a_session_was_held_meanwhile_the_reminder_waits_for_the_time_that_is_due_now() -> None:
    known = the(Relationship, hold(started(), START + 5 * DAY, START + 5 * DAY))
    decision = look(known, DUE)
    assert not decision.changes
    assert [reminder.due for reminder in decision.reminders] == [START + 19 * DAY]


def test_a_held_session_closes_the_risk_and_gives_the_agreed_time_anew() -> None:
    decision = hold(at_risk(), DUE + DAY, DUE + DAY)
    (event,) = decision.events
    assert isinstance(event, RiskClosed)
    assert event.after.risks == ()
    assert event.after.due_by == DUE + 15 * DAY
    assert [reminder.due for reminder in decision.reminders] == [DUE + 15 * DAY]


def test_a_session_that_is_told_of_too_late_leaves_the_mentorship_at_risk() -> None:
    decision = hold(at_risk(), START + DAY, START + 20 * DAY)
    assert the(Relationship, decision).risks == (RiskReason.NO_SESSION,)
    assert not decision.events


def test_a_held_session_costs_no_write_of_a_reminder_when_nothing_was_at_risk() -> None:
    decision = hold(started(), START + DAY, START + DAY)
    assert not decision.reminders
    assert not decision.forgotten


def test_a_pause_closes_the_risk_and_stops_the_watch() -> None:
    paused = MentorshipPaused(after=mentorship(status=MentorshipStatus.PAUSED))
    decision = follow(paused, DUE + DAY, at_risk())
    assert [type(event) for event in decision.events] == [RiskClosed]
    assert decision.forgotten == ["no-session:m1"]
    assert look(the(Relationship, decision), DUE + 100 * DAY) == Decision()


def test_resuming_gives_the_full_time_anew() -> None:
    paused = the(
        Relationship, follow(MentorshipPaused(after=mentorship(status=MentorshipStatus.PAUSED)), START, started())
    )
    decision = follow(MentorshipResumed(after=mentorship()), START + 100 * DAY, paused)
    assert [reminder.due for reminder in decision.reminders] == [START + 114 * DAY]
    assert not decision.events


def test_the_end_of_a_mentorship_closes_its_risk() -> None:
    completed = MentorshipCompleted(after=mentorship(status=MentorshipStatus.COMPLETED, closed_at=DUE + DAY))
    decision = follow(completed, DUE + DAY, at_risk())
    assert [type(event) for event in decision.events] == [RiskClosed]
    assert decision.forgotten == ["no-session:m1"]
    assert the(Relationship, decision).due_by is None


def test_a_programme_with_a_longer_cadence_takes_the_risk_away() -> None:
    taken = MentorshipTakenIntoProgramme(after=mentorship(programme_id="p2", cadence_days=60), from_programme_id="p1")
    decision = follow(taken, DUE + DAY, at_risk())
    assert [type(event) for event in decision.events] == [RiskClosed]
    assert [reminder.due for reminder in decision.reminders] == [START + 60 * DAY]


def test_the_time_of_a_declared_mentorship_runs_from_when_the_platform_knows_of_it() -> None:
    long_ago = MentorshipStarted(after=mentorship(started_at=START - 400 * DAY))
    assert [reminder.due for reminder in follow(long_ago, START).reminders] == [DUE]


def test_a_reminder_for_a_mentorship_that_is_not_there_does_nothing() -> None:
    assert decide(note_no_session(NOTE, at())) == Decision()


@given(st.lists(st.integers(0, 100), max_size=12))
def test_the_risk_opens_exactly_when_the_agreed_time_after_the_last_session_is_over(days: list[int]) -> None:
    known, due = started(), DUE
    for number, day in enumerate(sorted(days)):
        now = START + timedelta(days=day)
        while due <= now and not known.risks:
            known, due = _fire(known, due)
        decision = hold(known, now, now, f"s{number}")
        known = the(Relationship, decision)
        due = decision.reminders[0].due if decision.reminders else due
        assert not known.risks
    while not known.risks:
        known, due = _fire(known, due)
    last = START + timedelta(days=max(days, default=0))
    assert due == known.due_by == last + 14 * DAY


def _fire(known: Relationship, due: datetime) -> tuple[Relationship, datetime]:
    decision = look(known, due)
    if decision.changes:
        return the(Relationship, decision), due
    return known, decision.reminders[0].due


def test_the_health_counts_in_whatever_order_sessions_are_told_of() -> None:
    late = the(Relationship, hold(started(), START + 9 * DAY, START + 9 * DAY, "s2"))
    both = the(Relationship, hold(late, START + 2 * DAY, START + 9 * DAY, "s1"))
    assert both.health.sessions_held == 2
    assert both.health.last_held_at == START + 9 * DAY
    assert both.health.due_by == START + 23 * DAY


def test_a_session_told_of_again_does_not_count_again() -> None:
    known, held = started(), held_session(absent=["bo"])
    decision = decide(hear_session_held(SessionHeld(after=session()), at()), [known, held])
    assert [type(change.state).__name__ for change in decision.changes] == ["HeldSession"]
