"""What feedback tells of the mission: goals, answers, what came of it, and mentorships at risk."""

from mentormesh_contracts.feedback import (
    FeedbackGiven,
    GoalDropped,
    GoalEvent,
    GoalReached,
    GoalSet,
    IntroductionMade,
    ProblemWasSolved,
    RiskClosed,
    RiskOpened,
)
from mentormesh_contracts.vocabulary import Goal, GoalStatus, RiskReason, Role
from services.chassis.housekeeping.measuring import Measure
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.catalogue import ORGANISATION, counter, from_nought, gauge
from services.chassis.observability.organisations import count_each, show, show_each
from services.chassis.observability.tally import Happened, Tallies
from services.chassis.runtime import Runtime
from services.feedback.domain.relationship import Relationship

FEEDBACK = "feedback"

goals_total = counter(
    "goals_total", "goals", "Goals of mentorships, by which of the six it is.", outcome=GoalStatus, goal=Goal
)
organisation_goals_total = counter(
    "organisation_goals_total",
    "goals",
    "Goals of mentorships with the organisation's people.",
    ORGANISATION,
    outcome=GoalStatus,
)
feedback_given_total = counter("feedback_given_total", "answers", "Instruments answered, by role.", role=Role)
introductions_total = counter("introductions_total", "introductions", "People met through a mentor.")
problems_solved_total = counter("problems_solved_total", "problems", "Problems that mentorships have worked out.")
risks_opened_total = counter("risks_opened_total", "risks", "Risks of mentorships noticed.", reason=RiskReason)
risks_closed_total = counter("risks_closed_total", "risks", "Risks of mentorships that are gone.", reason=RiskReason)
mentorships_at_risk = gauge("mentorships_at_risk", "mentorships", "Mentorships with an open risk.")
organisation_mentorships_at_risk = gauge(
    "organisation_mentorships_at_risk",
    "mentorships",
    "Mentorships with the organisation's people and an open risk.",
    ORGANISATION,
)

from_nought(
    FEEDBACK,
    goals_total,
    feedback_given_total,
    introductions_total,
    problems_solved_total,
    risks_opened_total,
    risks_closed_total,
)


def _goal(happened: Happened[GoalEvent]) -> None:
    goal = happened.event.after
    goals_total.labels(FEEDBACK, goal.status, goal.goal).inc()
    count_each(organisation_goals_total, FEEDBACK, happened.organisations, goal.status)


def _given(happened: Happened[FeedbackGiven]) -> None:
    feedback_given_total.labels(FEEDBACK, happened.event.after.role).inc()


def _introduced(_: Happened[IntroductionMade]) -> None:
    introductions_total.labels(FEEDBACK).inc()


def _solved(_: Happened[ProblemWasSolved]) -> None:
    problems_solved_total.labels(FEEDBACK).inc()


def _opened(happened: Happened[RiskOpened]) -> None:
    risks_opened_total.labels(FEEDBACK, happened.event.reason).inc()


def _closed(happened: Happened[RiskClosed]) -> None:
    risks_closed_total.labels(FEEDBACK, happened.event.reason).inc()


async def at_risk(runtime: Runtime) -> None:
    """Which mentorships have an open risk. Costs a look at each of them, and none at the others."""
    read, where = runtime.reader(NetworkScope("measures of the mission: numbers alone")), {"at_risk_in": {"$gt": ""}}
    found = await read.groups(Relationship, where, "organisations")
    show(mentorships_at_risk, FEEDBACK, {(): await read.count(Relationship, where)})
    show_each(organisation_mentorships_at_risk, FEEDBACK, {group.key: group.count for group in found})


TALLIES: Tallies = {
    GoalSet: _goal,
    GoalReached: _goal,
    GoalDropped: _goal,
    FeedbackGiven: _given,
    IntroductionMade: _introduced,
    ProblemWasSolved: _solved,
    RiskOpened: _opened,
    RiskClosed: _closed,
}
MEASURES = (Measure(at_risk, (mentorships_at_risk, organisation_mentorships_at_risk)),)
