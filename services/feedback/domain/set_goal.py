"""Setting a goal: the two agree on what they want to reach."""

from mentormesh_contracts.fact import Concept, Identifier
from mentormesh_contracts.feedback import GoalSet
from mentormesh_contracts.vocabulary import Goal
from services.deciding import Command, Context, Deciding, Decision, Refusal
from services.feedback.domain.goal import PursuedGoal
from services.feedback.domain.outcomes import outcomes_of
from services.feedback.domain.relationship import active_relationship

MOST_OPEN = 20
"""Open goals of one mentorship."""


class TooManyOpenGoals(Refusal):
    """The mentorship has as many open goals as it may: reach or drop one first."""


class SetGoal(Command):
    """One side records a goal that both agreed on."""

    organisation_id: str
    mentorship_id: Identifier
    goal: Goal
    skill: Concept | None = None


def set_goal(command: SetGoal, context: Context) -> Deciding:
    """Set it. Raises Unknown, MentorshipNotActive or TooManyOpenGoals."""
    relationship = yield from active_relationship(command.organisation_id, command.mentorship_id)
    outcomes = yield from outcomes_of(relationship)
    if outcomes.open_goals >= MOST_OPEN:
        raise TooManyOpenGoals(f"the mentorship has {outcomes.open_goals} open goals", most=MOST_OPEN)
    goal = PursuedGoal(
        id=context.new_id(),
        mentorship_id=relationship.id,
        member_organisations=outcomes.member_organisations,
        goal=command.goal,
        skill=command.skill,
        set_at=context.now,
    )
    return Decision().save(goal, GoalSet(after=goal.fact)).save(outcomes.with_goal()).tell(goal)
