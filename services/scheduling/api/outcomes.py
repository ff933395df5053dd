"""What becomes of a session: booked, moved, called off, held."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Zone
from services.chassis.http.acting import Act
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.scheduling.api.callers import Coordinator, SessionId
from services.scheduling.api.views import SessionView
from services.scheduling.domain.attendance import Came, NotBegun, NotBooked, NotInvited, RecordAttendance
from services.scheduling.domain.attendance import record_attendance as attend
from services.scheduling.domain.book_proposal import AlreadyBooked, BookProposal, OwnProposal, book_proposal
from services.scheduling.domain.calendar import AttendeeLeft, CalendarFull, TimeTaken
from services.scheduling.domain.cancel import CancelSession
from services.scheduling.domain.cancel import cancel_session as cancel
from services.scheduling.domain.mentorship import MentorshipIsPaused, MentorshipNotActive
from services.scheduling.domain.reschedule import Reschedule, reschedule
from services.scheduling.domain.session import PlannedSession, SessionBegun, SessionOver
from services.scheduling.domain.wall_clock import SpokenTime, TimeSkipped
from services.scheduling.domain.wish import InThePast, Minutes, TooFarAhead

router = APIRouter(prefix="/sessions/{session_id}")
AHEAD = (Unknown, SessionOver, SessionBegun, Stale)
PLACE = (MentorshipIsPaused, MentorshipNotActive, TimeTaken, AttendeeLeft, CalendarFull)


class NewTime(BaseModel):
    """Another time. What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    start: SpokenTime
    zone: Zone | None = Field(default=None, description="Absent: the zone in which it was planned.")
    duration_minutes: Minutes | None = None


class Attendance(BaseModel):
    """Who came."""

    model_config = ConfigDict(extra="forbid")

    came: Came


@router.post(
    "/book",
    response_model=SessionView,
    responses=responses(*AHEAD, AlreadyBooked, OwnProposal, *PLACE),
)
async def book_proposed_session(session_id: SessionId, caller: Coordinator, act: Act) -> Response:
    """Say yes to a proposal of another organisation: the session is booked."""
    command = BookProposal(organisation_id=caller.organisation_id, session_id=session_id)
    return await act(book_proposal, command, view=SessionView.of, target=(PlannedSession, session_id))


@router.post(
    "/reschedule",
    response_model=SessionView,
    responses=responses(*AHEAD, *PLACE, InThePast, TooFarAhead, TimeSkipped),
)
async def reschedule_session(session_id: SessionId, body: NewTime, caller: Coordinator, act: Act) -> Response:
    """Move a session that is ahead; it keeps its identity. A moved proposal waits for the others' yes again."""
    command = Reschedule(organisation_id=caller.organisation_id, session_id=session_id, **dict(body))
    return await act(reschedule, command, view=SessionView.of, target=(PlannedSession, session_id))


@router.post("/cancel", response_model=SessionView, responses=responses(*AHEAD))
async def cancel_session(session_id: SessionId, caller: Coordinator, act: Act) -> Response:
    """Call a session off that is ahead; everybody's time is free again."""
    command = CancelSession(organisation_id=caller.organisation_id, session_id=session_id)
    return await act(cancel, command, view=SessionView.of, target=(PlannedSession, session_id))


@router.post(
    "/attendance",
    response_model=SessionView,
    responses=responses(Unknown, SessionOver, NotBooked, NotBegun, NotInvited, Stale),
)
async def record_attendance(session_id: SessionId, body: Attendance, caller: Coordinator, act: Act) -> Response:
    """Say who came, once the session has begun.

    It was held if two people or more came and, except among peers, a mentor was one of them; else it was missed.
    A booked session of which nobody says so counts as missed a week after its end.
    """
    command = RecordAttendance(organisation_id=caller.organisation_id, session_id=session_id, came=body.came)
    return await act(attend, command, view=SessionView.of, target=(PlannedSession, session_id))
