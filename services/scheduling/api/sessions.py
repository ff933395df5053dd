"""Sessions: planned and found."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.vocabulary import SessionStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.scheduling.api.callers import Coordinator, MentorshipId, ReaderCaller, SessionId
from services.scheduling.api.views import SessionView
from services.scheduling.domain.calendar import AttendeeLeft, CalendarFull, TimeTaken
from services.scheduling.domain.mentorship import AgendaFull, MentorshipIsPaused, MentorshipNotActive
from services.scheduling.domain.plan import PlanSession, book_session, propose_session
from services.scheduling.domain.session import PlannedSession
from services.scheduling.domain.wall_clock import TimeSkipped
from services.scheduling.domain.wish import InThePast, TooFarAhead, Wish
from services.scheduling.store import sessions_that

router = APIRouter()
PLACE = (MentorshipIsPaused, MentorshipNotActive, TimeTaken, AttendeeLeft, CalendarFull)
TIME = (InThePast, TooFarAhead, TimeSkipped)


class NewSession(Wish):
    """A session to be planned."""

    book: bool = Field(
        default=False,
        description="True: it stands in everybody's calendar at once. False: it is proposed, and another attendee's "
        "organisation books it.",
    )


@router.post(
    "/mentorships/{mentorship_id}/sessions",
    status_code=201,
    response_model=SessionView,
    responses=responses(Unknown, AgendaFull, *PLACE, *TIME),
)
async def plan_session(mentorship_id: MentorshipId, body: NewSession, caller: Coordinator, act: Act) -> Response:
    """Propose a session to all members of a mentorship, or book it at once."""
    wish = Wish.model_validate(body.model_dump(exclude={"book"}))
    command = PlanSession(organisation_id=caller.organisation_id, mentorship_id=mentorship_id, wish=wish)
    decider = book_session if body.book else propose_session
    return await act(decider, command, view=SessionView.of, status=201, location=_address)


@router.get("/sessions")
async def list_sessions(
    caller: ReaderCaller,
    read: OwnReader,
    page: PageQuery,
    mentorship_id: Annotated[Identifier | None, Query(description="Only this mentorship's.")] = None,
    person_id: Annotated[Identifier | None, Query(description="Only those that this person is invited to.")] = None,
    status: Annotated[SessionStatus | None, Query(description="Only those that stand so.")] = None,
    begin_from: Annotated[Instant | None, Query(alias="from", description="They begin then or later.")] = None,
    begin_before: Annotated[Instant | None, Query(alias="to", description="They begin before that.")] = None,
) -> Page[SessionView]:
    """Sessions with people of one's own, in the order of their last change."""
    where = sessions_that(
        mentorship_id=mentorship_id,
        person_id=person_id,
        status=status,
        begin_from=begin_from,
        begin_before=begin_before,
    )
    return await listed(read, PlannedSession, where, page, SessionView.of)


@router.get("/sessions/{session_id}", responses=responses(Unknown))
async def show_session(session_id: SessionId, caller: ReaderCaller, read: OwnReader, response: Response) -> SessionView:
    """One session."""
    stored = await read.get(PlannedSession, session_id)
    if stored is None:
        raise Unknown(PlannedSession.KIND, session_id)
    response.headers["ETag"] = etag(stored.revision)
    return SessionView.of(stored.state)


def _address(planned: PlannedSession) -> str:
    return f"/v1/sessions/{planned.id}"
