"""What came of it: goals, feedback given, quality scores and risk. Never free text, never a single rating."""

from typing import ClassVar

from pydantic import Field

from mentormesh_contracts.fact import Concept, Count, Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import Goal, GoalStatus, Quality, RiskReason, Role


class MentorshipGoal(Fact):
    """A goal that a mentorship has set itself."""

    id: Identifier
    mentorship_id: Identifier
    goal: Goal = Field(description="Which of the six it is.")
    skill: Concept | None = Field(default=None, description="The skill that it is about, if one.")
    status: GoalStatus
    times_worked_on: Count = Field(default=0, description="Sessions in which it was worked on.")
    set_at: Instant
    closed_at: Instant | None = Field(default=None, description="When it was reached or dropped.")


class Introduction(Fact):
    """Someone met through the mentor."""

    id: Identifier
    mentorship_id: Identifier
    made_at: Instant


class ProblemSolved(Fact):
    """A problem that the two worked out."""

    id: Identifier
    mentorship_id: Identifier
    solved_at: Instant


class FeedbackRecord(Fact):
    """That one party answered an instrument; the answers stay in the feedback service."""

    id: Identifier
    session_id: Identifier | None = Field(
        default=None, description="The session that it is about; absent: the mentorship as a whole."
    )
    mentorship_id: Identifier
    person_id: Identifier = Field(description="Who answered.")
    role: Role = Field(description="As what they answered.")
    instrument: Identifier = Field(description="Name and version of the instrument, such as after-session:2.")
    given_at: Instant


class QualityScore(Fact):
    """One quality's rating, shrunken towards the prior so that few raters cannot sway it."""

    quality: Quality
    mean: float = Field(ge=0, le=1)
    raters: Count = Field(description="Different people who rated this quality.")


class MentorScores(Fact):
    """A mentor's quality scores; `id` is the person's."""

    id: Identifier
    organisation_id: Identifier
    scores: tuple[QualityScore, ...] = Field(max_length=20, description="One for each quality that was rated.")
    raters: Count = Field(description="Different people who rated.")
    changed_at: Instant


class MentorshipHealth(Fact):
    """How a mentorship is doing; `id` is the mentorship's."""

    id: Identifier
    sessions_held: Count = 0
    sessions_missed: Count = 0
    last_held_at: Instant | None = None
    due_by: Instant | None = Field(default=None, description="When the next session must have been held.")
    risks: tuple[RiskReason, ...] = Field(default=(), max_length=20, description="Open ones.")


class GoalEvent(Event):
    """Something that happened to a mentorship's goal."""

    after: MentorshipGoal


class GoalSet(GoalEvent):
    """A goal was agreed."""

    TYPE: ClassVar[str] = "mentormesh.goal.set.v1"


class GoalWorkedOn(GoalEvent):
    """A goal was worked on in a session."""

    TYPE: ClassVar[str] = "mentormesh.goal.worked_on.v1"
    session_id: Identifier


class GoalReached(GoalEvent):
    """A goal was reached."""

    TYPE: ClassVar[str] = "mentormesh.goal.reached.v1"


class GoalDropped(GoalEvent):
    """A goal was given up."""

    TYPE: ClassVar[str] = "mentormesh.goal.dropped.v1"


class IntroductionMade(Event):
    """The mentee met someone through the mentor."""

    TYPE: ClassVar[str] = "mentormesh.introduction.made.v1"
    after: Introduction


class ProblemWasSolved(Event):
    """A problem was worked out."""

    TYPE: ClassVar[str] = "mentormesh.problem.solved.v1"
    after: ProblemSolved


class FeedbackGiven(Event):
    """A party answered, after a held session or about the whole mentorship."""

    TYPE: ClassVar[str] = "mentormesh.feedback.given.v1"
    after: FeedbackRecord


class ScoresChanged(Event):
    """A mentor's quality scores changed."""

    TYPE: ClassVar[str] = "mentormesh.scores.changed.v1"
    after: MentorScores


class RiskOpened(Event):
    """A mentorship is at risk."""

    TYPE: ClassVar[str] = "mentormesh.risk.opened.v1"
    reason: RiskReason
    after: MentorshipHealth


class RiskClosed(Event):
    """The reason for concern is gone."""

    TYPE: ClassVar[str] = "mentormesh.risk.closed.v1"
    reason: RiskReason
    after: MentorshipHealth
