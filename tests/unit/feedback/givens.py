"""Mentorships, sessions and answers as the tests of feedback find them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from mentormesh_contracts.mentorships import Member, Mentorship, MentorshipEvent, MentorshipStarted
from mentormesh_contracts.sessions import Attendee, Session, SessionHeld, SessionMissed
from mentormesh_contracts.vocabulary import MentorshipOrigin, MentorshipStatus, ProgrammeKind, Role, SessionStatus
from services.deciding import Aggregate, Context, Decision
from services.deciding.trial import decide
from services.feedback.domain.follow_mentorship import follow_mentorship
from services.feedback.domain.hear_sessions import hear_session_held
from services.feedback.domain.held_session import HeldSession
from services.feedback.domain.relationship import Relationship

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MENTOR, MENTEE, OTHER_MENTEE, PEER = "ada", "bo", "cy", "dee"
HOME, PARTNER, THIRD, STRANGER = "north", "south", "west", "nowhere"
MEMBERS = (
    Member(person_id=MENTOR, organisation_id=HOME, role=Role.MENTOR),
    Member(person_id=MENTEE, organisation_id=PARTNER, role=Role.MENTEE),
)
GROUP = (*MEMBERS, Member(person_id=OTHER_MENTEE, organisation_id=THIRD, role=Role.MENTEE))
S = TypeVar("S", bound=Aggregate)
_numbers = count(1)


def at(now: datetime = START, happened_at: datetime | None = None) -> Context:
    """The context at a time; ids are never the same twice."""
    return Context(now=now, new_id=lambda: f"new-{next(_numbers)}", happened_at=happened_at)


def mentorship(**changed: Any) -> Mentorship:
    """A pair of two organisations, under way since START, to meet every 14 days."""
    given: dict[str, Any] = {
        "id": "m1",
        "programme_id": "p1",
        "kind": ProgrammeKind.FORMAL,
        "origin": MentorshipOrigin.CYCLE,
        "status": MentorshipStatus.ACTIVE,
        "members": MEMBERS,
        "cadence_days": 14,
        "proposed_at": START - DAY,
        "started_at": START,
    }
    return Mentorship(**given | changed)


def relationship(**changed: Any) -> Relationship:
    """The same as this service knows it."""
    return Relationship.heard(mentorship(**changed), START)


def session(id: str = "s1", start: datetime = START + DAY, absent: Iterable[str] = (), **changed: Any) -> Session:
    """An hour of the mentorship's members."""
    members = changed.pop("members", MEMBERS)
    given: dict[str, Any] = {
        "id": id,
        "mentorship_id": "m1",
        "status": SessionStatus.HELD,
        "start": start,
        "end": start + timedelta(hours=1),
        "zone": "Europe/Berlin",
        "attendees": tuple(
            Attendee(
                person_id=member.person_id,
                organisation_id=member.organisation_id,
                attended=member.person_id not in absent,
            )
            for member in members
        ),
    }
    return Session(**given | changed)


def held_session(id: str = "s1", members: tuple[Member, ...] = MEMBERS, absent: Iterable[str] = ()) -> HeldSession:
    """A session that was held, as this service knows it."""
    event = SessionHeld(after=session(id, members=members, absent=absent))
    decision = decide(hear_session_held(event, at()), [relationship(members=members)])
    return the(HeldSession, decision)


def follow(event: MentorshipEvent, now: datetime, *given: Aggregate) -> Decision:
    """What the service does when it hears a mentorship's event at the time when it happened."""
    return decide(follow_mentorship(event, at(now, now)), given)


def started(**changed: Any) -> Relationship:
    """A mentorship that has just started."""
    return the(Relationship, follow(MentorshipStarted(after=mentorship(**changed)), START))


def missed(id: str = "s1") -> SessionMissed:
    """A session that nobody came to."""
    return SessionMissed(after=session(id, status=SessionStatus.MISSED))


def the(kind: type[S], decision: Decision) -> S:
    """The state of a kind that the decision keeps."""
    (found,) = (change.state for change in decision.changes if isinstance(change.state, kind))
    return found


def shelf(given: Iterable[Aggregate], decision: Decision) -> list[Aggregate]:
    """The states after a decision."""
    after = {(type(state), state.id): state for state in given}
    for change in decision.changes:
        after[type(change.state), change.state.id] = change.state
    return list(after.values())
