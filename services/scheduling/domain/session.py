"""A session as scheduling keeps it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

from mentormesh_contracts.sessions import Session
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Aggregate, Indexed, Needing, Refusal, Unknown, require
from services.scheduling.domain.interval import Interval

OPEN = (SessionStatus.PROPOSED, SessionStatus.BOOKED)


class SessionOver(Refusal):
    """The session was held, missed or cancelled already."""


class SessionBegun(Refusal):
    """The session has begun: it is not moved or called off any more; say who came."""


class PlannedSession(Aggregate):
    """A session with what only its planners need to know."""

    KIND: ClassVar[str] = "sessions"

    session: Session
    proposed_by: str
    """The organisation that suggested the time at last."""

    def organisations(self) -> Iterable[str]:
        """Those of its attendees."""
        return sorted({attendee.organisation_id for attendee in self.session.attendees})

    def indexed(self) -> dict[str, Indexed]:
        """By mentorship, people, status and start."""
        return {
            "mentorship_id": self.session.mentorship_id,
            "people": self.people,
            "status": self.status.value,
            "start": self.session.start,
        }

    @property
    def status(self) -> SessionStatus:
        """Where it stands."""
        return self.session.status

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of its attendees."""
        return tuple(attendee.person_id for attendee in self.session.attendees)

    @property
    def time(self) -> Interval:
        """From when to when, in UTC."""
        return Interval(start=self.session.start, end=self.session.end)

    def has_begun(self, now: datetime) -> bool:
        """Whether its start has come."""
        return self.session.start <= now

    def is_ahead(self, moment: datetime) -> bool:
        """Whether it is open and, if it is booked, had not begun by then."""
        return self.status in OPEN and (self.status is SessionStatus.PROPOSED or not self.has_begun(moment))

    def becoming(self, status: SessionStatus, **changes: Any) -> Self:
        """With this status, and with other fields of the session changed."""
        return self.model_copy(update={"session": self.session.model_copy(update={"status": status, **changes})})

    def without(self, people: Collection[str]) -> Self:
        """With those people invited no longer."""
        attendees = tuple(each for each in self.session.attendees if each.person_id not in people)
        return self.becoming(self.status, attendees=attendees)


def require_own(session_id: str, organisation_id: str) -> Needing[PlannedSession]:
    """The session, for an organisation of its attendees. Raises Unknown."""
    planned = yield from require(PlannedSession, session_id)
    if organisation_id not in planned.organisations():
        raise Unknown(PlannedSession.KIND, session_id)
    return planned


def require_ahead(session_id: str, organisation_id: str, now: datetime) -> Needing[PlannedSession]:
    """The session, still open and not begun. Raises Unknown, SessionOver or SessionBegun."""
    planned = yield from require_own(session_id, organisation_id)
    refuse_over(planned)
    if planned.has_begun(now):
        raise SessionBegun("the session has begun: what is left to say is who came")
    return planned


def refuse_over(planned: PlannedSession) -> None:
    """Raises SessionOver."""
    if planned.status not in OPEN:
        raise SessionOver(f"the session is {planned.status.value} already", session_status=planned.status)
