"""Answers about sessions: given, and who has given them. What was answered stays closed, but for named confidants."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Quality, Role
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import Confidant, Coordinator, FeedbackId, ReaderCaller, SessionId
from services.feedback.domain.answers import Answers
from services.feedback.domain.give_feedback import (
    Benefit,
    Comment,
    GiveFeedback,
    MentorNotThere,
    Rating,
    give_feedback,
)
from services.feedback.domain.held_session import Attendance, DidNotAttend, FeedbackGivenAlready, HeldSession
from services.feedback.domain.instruments import SESSION_REFLECTION, InstrumentUnknown, NotAsked, OffTheScale

router = APIRouter()


class NewFeedback(BaseModel):
    """A person's answers to an instrument. Everything but the person may be left out."""

    model_config = ConfigDict(extra="forbid")

    person_id: Identifier = Field(description="Who answers: one of your own people who was there.")
    instrument: Identifier = SESSION_REFLECTION.id
    ratings: dict[Quality, Rating] = Field(
        default={}, max_length=5, description="A mentee's ratings of the mentor, on the instrument's scale."
    )
    benefits: tuple[Benefit, ...] = Field(default=(), max_length=10, description="What the person gained.")
    comment: Comment | None = Field(default=None, description="Private free text.")


class FeedbackView(BaseModel):
    """That somebody answered; not what."""

    id: str
    session_id: str
    mentorship_id: str
    person_id: str
    role: Role
    instrument: str
    given_at: datetime
    has_comment: bool

    @classmethod
    def of(cls, answers: Answers) -> "FeedbackView":
        """The view of answers, without them."""
        return cls(
            id=answers.id,
            session_id=answers.session_id,
            mentorship_id=answers.mentorship_id,
            person_id=answers.person_id,
            role=answers.role,
            instrument=answers.instrument,
            given_at=answers.given_at,
            has_comment=answers.comment is not None,
        )


class CommentView(BaseModel):
    """Free text of one person."""

    feedback_id: str
    comment: str | None


class RespondentView(BaseModel):
    """Whether a member has answered about a session."""

    person_id: str
    role: Role
    attended: bool
    answered: bool


class SessionFeedbackView(BaseModel):
    """Who has answered about a session that was held."""

    session_id: str
    mentorship_id: str
    held_at: datetime
    people: list[RespondentView]

    @classmethod
    def of(cls, session: HeldSession) -> "SessionFeedbackView":
        """The view of a session."""
        return cls(
            session_id=session.id,
            mentorship_id=session.mentorship_id,
            held_at=session.held_at,
            people=[_respondent(one, session) for one in session.attendances],
        )


def _respondent(one: Attendance, session: HeldSession) -> RespondentView:
    return RespondentView(
        person_id=one.person_id, role=one.role, attended=one.attended, answered=one.person_id in session.answered
    )


@router.post(
    "/sessions/{session_id}/feedback",
    status_code=201,
    response_model=FeedbackView,
    responses=responses(
        Unknown, FeedbackGivenAlready, DidNotAttend, MentorNotThere, NotAsked, OffTheScale, InstrumentUnknown
    ),
)
async def create_feedback(session_id: SessionId, body: NewFeedback, caller: Coordinator, act: Act) -> Response:
    """Answer about a session that was held, for one of your own people who was there; once for each."""
    command = GiveFeedback(organisation_id=caller.organisation_id, session_id=session_id, **body.model_dump())
    return await act(give_feedback, command, view=FeedbackView.of, status=201, location=_location)


@router.get("/sessions/{session_id}/feedback", responses=responses(Unknown))
async def show_session_feedback(session_id: SessionId, caller: ReaderCaller, read: OwnReader) -> SessionFeedbackView:
    """Who has answered about a session that was held; not what."""
    stored = await read.get(HeldSession, session_id)
    if stored is None:
        raise Unknown(HeldSession.KIND, session_id)
    return SessionFeedbackView.of(stored.state)


@router.get("/feedback")
async def list_feedback(
    caller: ReaderCaller,
    read: OwnReader,
    page: PageQuery,
    mentorship_id: Annotated[Identifier | None, Query()] = None,
    session_id: Annotated[Identifier | None, Query()] = None,
    has_comment: Annotated[bool | None, Query()] = None,
) -> Page[FeedbackView]:
    """Which of your own people answered about what, in the order of change."""
    where = {"mentorship_id": mentorship_id, "session_id": session_id, "has_comment": has_comment}
    return await listed(read, Answers, where, page, FeedbackView.of)


@router.get("/feedback/{feedback_id}", responses=responses(Unknown))
async def show_feedback(feedback_id: FeedbackId, caller: ReaderCaller, read: OwnReader) -> FeedbackView:
    """That one of your own people answered; not what."""
    return FeedbackView.of(await _own_answers(read, feedback_id))


@router.get("/feedback/{feedback_id}/comment", responses=responses(Unknown))
async def show_comment(feedback_id: FeedbackId, caller: Confidant, read: OwnReader) -> CommentView:
    """What one of your own people wrote. For coordinators with a key for it, scope `confide`."""
    answers = await _own_answers(read, feedback_id)
    return CommentView(feedback_id=answers.id, comment=answers.comment)


async def _own_answers(read: OwnReader, feedback_id: str) -> Answers:
    stored = await read.get(Answers, feedback_id)
    if stored is None:
        raise Unknown("feedback", feedback_id)
    return stored.state


def _location(answers: Answers) -> str:
    return f"/v1/feedback/{answers.id}"
