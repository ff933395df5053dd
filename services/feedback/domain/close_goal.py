"""The end of a goal: reached, or dropped."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.feedback import GoalDropped, GoalEvent, GoalReached
from mentormesh_contracts.vocabulary import GoalStatus
from services.deciding import Command, Context, Deciding, Decision
from services.feedback.domain.goal import open_goal
from services.feedback.domain.outcomes import outcomes_of

EVENT_OF: dict[GoalStatus, type[GoalEvent]] = {GoalStatus.REACHED: GoalReached, GoalStatus.DROPPED: GoalDropped}


class ReachGoal(Command):
    """A goal was reached."""

    organisation_id: str
    goal_id: Identifier


class DropGoal(Command):
    """A goal is given up, or no longer wanted."""

    organisation_id: str
    goal_id: Identifier


def reach_goal(command: ReachGoal, context: Context) -> Deciding:
    """Reach it. Raises Unknown, GoalOver or MentorshipNotActive."""
    return (yield from _close(command, GoalStatus.REACHED, context))


def drop_goal(command: DropGoal, context: Context) -> Deciding:
    """Drop it. Raises Unknown, GoalOver or MentorshipNotActive."""
    return (yield from _close(command, GoalStatus.DROPPED, context))


def _close(command: ReachGoal | DropGoal, status: GoalStatus, context: Context) -> Deciding:
    goal, relationship = yield from open_goal(command.organisation_id, command.goal_id)
    outcomes = yield from outcomes_of(relationship)
    closed = goal.model_copy(update={"status": status, "closed_at": context.now})
    event = EVENT_OF[status](after=closed.fact)
    return Decision().save(closed, event).save(outcomes.with_goal_closed(status)).tell(closed)
