"""Saying who came: whether a session was held or missed."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.sessions import SessionHeld, SessionMissed
from mentormesh_contracts.vocabulary import SessionStatus
from services.deciding import Command, Context, Deciding, Decision, Invalid, Refusal, require
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.overdue import unwatch
from services.scheduling.domain.session import PlannedSession, refuse_over, require_own

Came = Annotated[
    tuple[Identifier, ...],
    Field(max_length=60, description="Ids of the attendees who came; empty if nobody did."),
]


class NotBooked(Refusal):
    """The session was proposed and nobody booked it: there was nothing to come to."""


class NotBegun(Refusal):
    """The session has not begun: nobody can have come yet."""


class NotInvited(Invalid):
    """Somebody who is said to have come is no attendee of the session."""


class RecordAttendance(Command):
    """Who came."""

    organisation_id: str
    session_id: Identifier
    came: Came


def record_attendance(command: RecordAttendance, context: Context) -> Deciding:
    """Note who came, once. It was held if it made a meeting (see `made_a_meeting`), else it was missed.

    Raises Unknown, SessionOver, NotBooked, NotBegun or NotInvited.
    """
    planned = yield from require_own(command.session_id, command.organisation_id)
    _refuse_unless_recordable(planned, command, context)
    mentorship = yield from require(KnownMentorship, planned.session.mentorship_id)
    held = made_a_meeting(command.came, mentorship.mentors & set(planned.people))
    noted = _noted(planned, command.came, SessionStatus.HELD if held else SessionStatus.MISSED)
    event = SessionHeld(after=noted.session) if held else SessionMissed(after=noted.session)
    return unwatch(Decision(), noted).save(noted, event).save(mentorship.done_with(noted.id)).tell(noted)


def made_a_meeting(came: Collection[str], mentors: Collection[str]) -> bool:
    """Whether those who came made a session of it: two or more, and among them a mentor where there is one.

    So a pair needs both; a group its mentor and one mentee; peers, who have no mentor, any two.
    """
    return len(set(came)) >= 2 and (not mentors or not set(mentors).isdisjoint(came))


def _refuse_unless_recordable(planned: PlannedSession, command: RecordAttendance, context: Context) -> None:
    refuse_over(planned)
    if planned.status is not SessionStatus.BOOKED:
        raise NotBooked("the session was proposed, not booked")
    if not planned.has_begun(context.now):
        raise NotBegun("the session has not begun yet", start=planned.session.start)
    if strangers := sorted(set(command.came).difference(planned.people)):
        raise NotInvited(f"{strangers[0]} is no attendee of the session", field="came")


def _noted(planned: PlannedSession, came: Collection[str], status: SessionStatus) -> PlannedSession:
    attendees = tuple(
        attendee.model_copy(update={"attended": attendee.person_id in came}) for attendee in planned.session.attendees
    )
    return planned.becoming(status, attendees=attendees)
