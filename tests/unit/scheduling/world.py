"""A small world to decide in: states by kind and id, commands one after another, a clock that the test sets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import Member, Mentorship
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind, Role, SessionStatus
from services.deciding import Aggregate, Command, Context, Decision, Reminder
from services.deciding.trial import decide
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.plan import PlanSession
from services.scheduling.domain.session import PlannedSession
from services.scheduling.domain.wish import Wish

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
S = TypeVar("S", bound=Aggregate)

MENTOR = Member(person_id="ada", organisation_id="north", role=Role.MENTOR)
MENTEE = Member(person_id="ben", organisation_id="south", role=Role.MENTEE)
SECOND_MENTEE = Member(person_id="cem", organisation_id="east", role=Role.MENTEE)


def mentorship(
    *members: Member,
    id: str = "m1",
    status: MentorshipStatus = MentorshipStatus.ACTIVE,
    kind: ProgrammeKind = ProgrammeKind.FORMAL,
    closed_at: datetime | None = None,
) -> Mentorship:
    return Mentorship(
        id=id,
        programme_id="p1",
        kind=kind,
        origin=MentorshipOrigin.CYCLE,
        status=status,
        members=members or (MENTOR, MENTEE),
        cadence_days=30,
        proposed_at=NOW - DAY,
        closed_at=closed_at,
    )


def wall(shown: str) -> datetime:
    """What the clock on the wall shows, wherever it hangs."""
    return datetime.fromisoformat(shown)


def wish(start: datetime, minutes: int = 60, zone: str = "UTC") -> Wish:
    return Wish(start=start, zone=zone, duration_minutes=minutes)


def plan(start: datetime, *, minutes: int = 60, by: str = "north", mentorship_id: str = "m1") -> PlanSession:
    return PlanSession(organisation_id=by, mentorship_id=mentorship_id, wish=wish(start, minutes))


class World:
    """What is decided here happens at once."""

    def __init__(self, *given: Aggregate, now: datetime = NOW) -> None:
        self.now = now
        self.states: dict[tuple[type[Aggregate], str], Aggregate] = {(type(each), each.id): each for each in given}
        self.reminders: dict[str, Reminder] = {}
        self.events: list[Event] = []
        self._ids = count(1)

    @classmethod
    def with_mentorships(cls, *known: Mentorship) -> "World":
        return cls(*(KnownMentorship.of(each) for each in known or (mentorship(),)))

    def do(self, decider: Callable[..., Any], message: Command | Event) -> Any:
        """Let it be decided and happen; the answer. Raises what the decider refuses."""
        decision = self.decide(decider, message)
        for change in decision.changes:
            self.states[type(change.state), change.state.id] = change.state
            self.events.extend(change.events)
        for id in decision.forgotten:
            self.reminders.pop(id, None)
        self.reminders.update((reminder.id, reminder) for reminder in decision.reminders)
        return decision.answer

    def decide(self, decider: Callable[..., Any], message: Command | Event) -> Decision:
        issued = ["none"]

        def new_id() -> str:
            issued.append(f"id{next(self._ids)}")
            return issued[-1]

        context = Context(now=self.now, new_id=new_id, happened_at=self.now)
        return decide(decider(message, context), self.states.values(), issued)

    def get(self, kind: type[S], id: str) -> S:
        state = self.states[kind, id]
        assert isinstance(state, kind)
        return state

    def all(self, kind: type[S]) -> list[S]:
        return [state for state in self.states.values() if isinstance(state, kind)]

    def status(self, session_id: str) -> SessionStatus:
        return self.get(PlannedSession, session_id).status

    def booked_times(self, person_id: str) -> list[tuple[datetime, datetime]]:
        return [(booking.start, booking.end) for booking in self.get(Calendar, person_id).bookings]

    def told(self) -> list[str]:
        return [type(event).__name__ for event in self.events]
