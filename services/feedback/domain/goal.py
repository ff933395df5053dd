"""A goal that a mentorship has set itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from mentormesh_contracts.feedback import MentorshipGoal
from mentormesh_contracts.vocabulary import Goal, GoalStatus
from services.deciding import Aggregate, Indexed, Refusal, Unknown, consult, require
from services.deciding.needs import Needing
from services.feedback.domain.relationship import Relationship, require_active


class GoalOver(Refusal):
    """The goal was reached or dropped already."""


class PursuedGoal(Aggregate):
    """A goal with its progress.

    Found by the organisations that were the mentorship's when it was set; one whose people have left a group since
    is shown it no more (see the goals' views).
    """

    KIND: ClassVar[str] = "goals"

    mentorship_id: str
    member_organisations: tuple[str, ...]
    goal: Goal
    skill: str | None = None
    status: GoalStatus = GoalStatus.SET
    worked_on_in: tuple[str, ...] = ()
    """Ids of the held sessions in which it was worked on."""
    set_at: datetime
    closed_at: datetime | None = None

    def organisations(self) -> Iterable[str]:
        """The organisations of the mentorship's members when it was set."""
        return self.member_organisations

    def indexed(self) -> Mapping[str, Indexed]:
        """What lists filter by."""
        return {"mentorship_id": self.mentorship_id, "goal": self.goal.value, "status": self.status.value}

    @property
    def fact(self) -> MentorshipGoal:
        """What subscribers are told."""
        return MentorshipGoal(
            id=self.id,
            mentorship_id=self.mentorship_id,
            goal=self.goal,
            skill=self.skill,
            status=self.status,
            times_worked_on=len(self.worked_on_in),
            set_at=self.set_at,
            closed_at=self.closed_at,
        )


def open_goal(organisation_id: str, goal_id: str) -> Needing[tuple[PursuedGoal, Relationship]]:
    """The organisation's own open goal of an active mentorship.

    Raises Unknown, GoalOver or MentorshipNotActive.
    """
    goal = yield from require(PursuedGoal, goal_id)
    relationship = yield from consult(Relationship, goal.mentorship_id)
    if relationship is None or organisation_id not in relationship.organisations():
        raise Unknown(PursuedGoal.KIND, goal_id)
    if goal.status is not GoalStatus.SET:
        raise GoalOver(f"the goal was {goal.status.value}", goal_status=goal.status.value)
    return goal, require_active(relationship)
