"""Whatever is done in whatever order: nobody is in two sessions at once, and sessions and calendars agree."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mentormesh_contracts.mentorships import (
    Member,
    MentorshipEnded,
    MentorshipMemberLeft,
    MentorshipPaused,
    MentorshipResumed,
)
from mentormesh_contracts.vocabulary import MentorshipStatus, Role, SessionStatus
from services.deciding import Command, Deciding, Refusal
from services.scheduling.domain.attendance import RecordAttendance, record_attendance
from services.scheduling.domain.book_proposal import BookProposal, book_proposal
from services.scheduling.domain.calendar import KEPT_AFTER_ITS_END, Booking, Calendar
from services.scheduling.domain.cancel import CancelSession, cancel_session
from services.scheduling.domain.follow_mentorship import follow_mentorship
from services.scheduling.domain.mentorship import CLOSED, KnownMentorship
from services.scheduling.domain.overdue import LapseProposal, NoteMissed, lapse_proposal, note_missed
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.reschedule import Reschedule, reschedule
from services.scheduling.domain.session import OPEN, PlannedSession
from tests.unit.scheduling.world import MENTEE, MENTOR, SECOND_MENTEE, World, mentorship, plan

QUARTER = timedelta(minutes=15)
OTHER_MENTOR = Member(person_id="dov", organisation_id="north", role=Role.MENTOR)
MENTORSHIPS = {
    each.id: each
    for each in (
        mentorship(MENTOR, MENTEE, id="m1"),
        mentorship(MENTOR, SECOND_MENTEE, id="m2"),
        mentorship(OTHER_MENTOR, MENTEE, SECOND_MENTEE, id="m3"),
    )
}
REMINDERS: dict[type[Command], Callable[..., Deciding]] = {LapseProposal: lapse_proposal, NoteMissed: note_missed}
STANDS = (SessionStatus.BOOKED, SessionStatus.HELD, SessionStatus.MISSED)
starts = st.integers(0, 24).map(lambda quarters: quarters * QUARTER)
minutes = st.sampled_from([15, 30, 45, 60, 90])
organisations = st.sampled_from(["north", "south", "east"])
mentorship_ids = st.sampled_from(sorted(MENTORSHIPS))


class Scheduling(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.world = World.with_mentorships(*MENTORSHIPS.values())

    def attempt(self, decider: Callable[..., Deciding], message: Command) -> None:
        try:
            self.world.do(decider, message)
        except Refusal:
            return

    def session(self, data: st.DataObject) -> str:
        ids = [planned.id for planned in self.world.all(PlannedSession)] or ["none"]
        return data.draw(st.sampled_from(ids))

    def at(self, ahead: timedelta) -> datetime:
        return self.world.now + ahead

    @rule(id=mentorship_ids, by=organisations, ahead=starts, length=minutes)
    def book(self, id: str, by: str, ahead: timedelta, length: int) -> None:
        self.attempt(book_session, plan(self.at(ahead), minutes=length, by=by, mentorship_id=id))

    @rule(id=mentorship_ids, by=organisations, ahead=starts, length=minutes)
    def propose(self, id: str, by: str, ahead: timedelta, length: int) -> None:
        self.attempt(propose_session, plan(self.at(ahead), minutes=length, by=by, mentorship_id=id))

    @rule(data=st.data(), by=organisations)
    def say_yes(self, data: st.DataObject, by: str) -> None:
        self.attempt(book_proposal, BookProposal(organisation_id=by, session_id=self.session(data)))

    @rule(data=st.data(), by=organisations, ahead=starts, length=st.none() | minutes)
    def move(self, data: st.DataObject, by: str, ahead: timedelta, length: int | None) -> None:
        self.attempt(
            reschedule,
            Reschedule(
                organisation_id=by, session_id=self.session(data), start=self.at(ahead), duration_minutes=length
            ),
        )

    @rule(data=st.data(), by=organisations)
    def cancel(self, data: st.DataObject, by: str) -> None:
        self.attempt(cancel_session, CancelSession(organisation_id=by, session_id=self.session(data)))

    @rule(data=st.data(), by=organisations, came=st.sets(st.sampled_from(["ada", "ben", "cem", "dov"])))
    def record(self, data: st.DataObject, by: str, came: set[str]) -> None:
        self.attempt(
            record_attendance,
            RecordAttendance(organisation_id=by, session_id=self.session(data), came=tuple(sorted(came))),
        )

    @rule(ahead=st.sampled_from([QUARTER, 8 * QUARTER, timedelta(days=2), timedelta(days=9)]))
    def let_time_pass(self, ahead: timedelta) -> None:
        self.world.now += ahead
        for reminder in [due for due in self.world.reminders.values() if due.due <= self.world.now]:
            del self.world.reminders[reminder.id]
            self.world.do(REMINDERS[type(reminder.command)], reminder.command)

    @rule(id=st.sampled_from(["m1", "m2"]))
    def pause(self, id: str) -> None:
        if self.world.get(KnownMentorship, id).status is MentorshipStatus.ACTIVE:
            paused = MENTORSHIPS[id].model_copy(update={"status": MentorshipStatus.PAUSED})
            self.world.do(follow_mentorship, MentorshipPaused(after=paused))

    @rule(id=st.sampled_from(["m1", "m2"]))
    def resume(self, id: str) -> None:
        if self.world.get(KnownMentorship, id).status is MentorshipStatus.PAUSED:
            self.world.do(follow_mentorship, MentorshipResumed(after=MENTORSHIPS[id]))

    @rule(id=st.sampled_from(["m2", "m3"]))
    def end(self, id: str) -> None:
        ended = MENTORSHIPS[id].model_copy(update={"status": MentorshipStatus.ENDED, "closed_at": self.world.now})
        self.world.do(follow_mentorship, MentorshipEnded(after=ended))

    @rule(leaver=st.sampled_from(["ben", "cem"]))
    def leave_the_group(self, leaver: str) -> None:
        group = self.world.get(KnownMentorship, "m3")
        if group.status is MentorshipStatus.ACTIVE and len(group.members) == 3:
            rest = tuple(member for member in MENTORSHIPS["m3"].members if member.person_id != leaver)
            smaller = MENTORSHIPS["m3"].model_copy(update={"members": rest})
            self.world.do(follow_mentorship, MentorshipMemberLeft(after=smaller, person_id=leaver))

    @invariant()
    def nobody_is_in_two_sessions_at_once(self) -> None:
        for calendar in self.world.all(Calendar):
            assert not any(one.overlaps(other) for one, other in combinations(calendar.bookings, 2))

    @invariant()
    def sessions_and_calendars_agree(self) -> None:
        booked = {(calendar.id, booking) for calendar in self.world.all(Calendar) for booking in calendar.bookings}
        standing = {
            (person, Booking(session_id=planned.id, start=planned.session.start, end=planned.session.end))
            for planned in self.world.all(PlannedSession)
            if planned.status in STANDS
            for person in planned.people
        }
        recent = {(who, what) for who, what in standing if what.end + KEPT_AFTER_ITS_END >= self.world.now}
        assert recent <= booked <= standing

    @invariant()
    def an_agenda_holds_the_open_sessions_and_each_is_watched(self) -> None:
        known, sessions = self.world.all(KnownMentorship), self.world.all(PlannedSession)
        open_ones = {(s.session.mentorship_id, s.id) for s in sessions if s.status in OPEN}
        assert {(each.id, id) for each in known for id in each.agenda} == open_ones
        assert set(self.world.reminders) == {f"session/{id}" for _, id in open_ones}

    @invariant()
    def what_is_over_has_nothing_ahead(self) -> None:
        for planned in self.world.all(PlannedSession):
            known = self.world.get(KnownMentorship, planned.session.mentorship_id)
            if known.status in CLOSED and planned.status in OPEN:
                assert planned.session.start <= self.world.now


TestScheduling = Scheduling.TestCase
TestScheduling.settings = settings(max_examples=60, stateful_step_count=40)
