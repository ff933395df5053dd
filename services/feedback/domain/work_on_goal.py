"""Working on a goal in a session."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.feedback import GoalWorkedOn
from services.deciding import Command, Context, Deciding, Decision, Invalid, Refusal, Unknown, consult
from services.deciding.needs import Needing
from services.feedback.domain.goal import PursuedGoal, open_goal
from services.feedback.domain.held_session import HeldSession


class WorkedOnAlready(Refusal):
    """The session was counted for this goal already."""


class SessionElsewhere(Invalid):
    """The session belongs to another mentorship than the goal."""


class WorkOnGoal(Command):
    """A goal was worked on in a session that was held."""

    organisation_id: str
    goal_id: Identifier
    session_id: Identifier


def work_on_goal(command: WorkOnGoal, context: Context) -> Deciding:
    """Count the session for the goal.

    Raises Unknown, GoalOver, MentorshipNotActive, SessionElsewhere or WorkedOnAlready.
    """
    goal, _ = yield from open_goal(command.organisation_id, command.goal_id)
    session = yield from _held_session(command)
    if session.mentorship_id != goal.mentorship_id:
        raise SessionElsewhere("the session belongs to another mentorship", field="session_id")
    if session.id in goal.worked_on_in:
        raise WorkedOnAlready("the session was counted for this goal", field="session_id")
    worked_on: PursuedGoal = goal.model_copy(update={"worked_on_in": (*goal.worked_on_in, session.id)})
    return Decision().save(worked_on, GoalWorkedOn(after=worked_on.fact, session_id=session.id)).tell(worked_on)


def _held_session(command: WorkOnGoal) -> Needing[HeldSession]:
    session = yield from consult(HeldSession, command.session_id)
    if session is None or command.organisation_id not in session.organisations():
        raise Unknown(HeldSession.KIND, command.session_id, field="session_id")
    return session
