"""Answering about a session that was held."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.feedback import FeedbackGiven, ScoresChanged
from mentormesh_contracts.vocabulary import Goal, MentorBenefit, Quality
from services.deciding import Command, Context, Deciding, Decision, Refusal, Unknown, consult, need, require
from services.deciding.needs import Needing
from services.feedback.domain.answers import Answers
from services.feedback.domain.erase import erased_among
from services.feedback.domain.held_session import Attendance, HeldSession
from services.feedback.domain.instruments import LONGEST_COMMENT, SESSION_REFLECTION, instrument_named
from services.feedback.domain.outcomes import Outcomes, outcomes_of
from services.feedback.domain.rated_mentor import RatedMentor
from services.feedback.domain.relationship import Relationship

Rating = Annotated[int, Field(ge=0, le=100)]
Benefit = Goal | MentorBenefit
Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_COMMENT)]


Shares = Mapping[Quality, float]
"""Ratings as parts of their scale, 0 to 1."""


class MentorNotThere(Refusal):
    """The mentor was not at the session: there is nothing to rate."""


class GiveFeedback(Command):
    """A person answers, through their own organisation."""

    organisation_id: str
    session_id: Identifier
    person_id: Identifier
    instrument: Identifier = SESSION_REFLECTION.id
    ratings: dict[Quality, Rating] = Field(default={}, max_length=5)
    benefits: tuple[Benefit, ...] = Field(default=(), max_length=10)
    comment: Comment | None = None


def give_feedback(command: GiveFeedback, context: Context) -> Deciding:
    """Keep the answers, add them up, and let a mentee's ratings change the mentor's scores.

    Raises Unknown, DidNotAttend, FeedbackGivenAlready, InstrumentUnknown, NotAsked, OffTheScale or MentorNotThere.
    """
    session = yield from _session_of(command)
    erased = yield from erased_among(each.person_id for each in session.attendances)
    if command.person_id in erased:
        raise Unknown("person", command.person_id, field="person_id")
    author = session.author(command.organisation_id, command.person_id)
    instrument = instrument_named(command.instrument)
    shares = instrument.shares(author.role, command.ratings)
    answers = _answers(command, context, author, session, instrument.ticked(author.role, command.benefits))
    decision = Decision().save(answers, FeedbackGiven(after=answers.record))
    decision.save(session.model_copy(update={"answered": (*session.answered, author.person_id)}))
    decision.save((yield from _added_up(answers, shares)))
    if shares and not (session.mentor and session.mentor.person_id in erased):
        rated = yield from _rated(session, answers, shares)
        decision.save(rated, ScoresChanged(after=rated.scores))
    return decision.tell(answers)


def _session_of(command: GiveFeedback) -> Needing[HeldSession]:
    session = yield from require(HeldSession, command.session_id)
    if command.organisation_id not in session.organisations():
        raise Unknown(HeldSession.KIND, command.session_id)
    return session


def _answers(
    command: GiveFeedback, context: Context, author: Attendance, session: HeldSession, benefits: tuple[str, ...]
) -> Answers:
    return Answers(
        id=context.new_id(),
        session_id=session.id,
        mentorship_id=session.mentorship_id,
        person_id=author.person_id,
        organisation_id=author.organisation_id,
        role=author.role,
        instrument=command.instrument,
        ratings=command.ratings,
        benefits=benefits,
        comment=command.comment or None,
        given_at=context.now,
    )


def _added_up(answers: Answers, shares: Shares) -> Needing[Outcomes]:
    relationship = yield from consult(Relationship, answers.mentorship_id)
    if relationship is None:
        raise Unknown(Relationship.KIND, answers.mentorship_id)
    outcomes = yield from outcomes_of(relationship)
    return outcomes.with_answers(answers.organisation_id, answers.role, shares, answers.benefits)


def _rated(session: HeldSession, answers: Answers, shares: Shares) -> Needing[RatedMentor]:
    mentor = session.mentor
    if mentor is None:
        raise MentorNotThere("the mentor was not at this session", field="ratings")
    known = yield from need(RatedMentor, mentor.person_id)
    rated = known or RatedMentor(
        id=mentor.person_id, organisation_id=mentor.organisation_id, changed_at=answers.given_at
    )
    return rated.rated(answers.person_id, shares, answers.given_at)
