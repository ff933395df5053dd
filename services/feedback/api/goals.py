"""Goals: set, worked on, reached or dropped."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Concept, Identifier
from mentormesh_contracts.vocabulary import Goal, GoalStatus
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.feedback.api.callers import Coordinator, GoalId, MentorshipId, ReaderCaller
from services.feedback.domain.close_goal import DropGoal, ReachGoal, drop_goal, reach_goal
from services.feedback.domain.goal import GoalOver, PursuedGoal
from services.feedback.domain.relationship import MentorshipNotActive, Relationship
from services.feedback.domain.set_goal import SetGoal, TooManyOpenGoals, set_goal
from services.feedback.domain.work_on_goal import SessionElsewhere, WorkedOnAlready, WorkOnGoal, work_on_goal

router = APIRouter()


class NewGoal(BaseModel):
    """What the two agreed on."""

    model_config = ConfigDict(extra="forbid")

    goal: Goal
    skill: Concept | None = None


class WorkedOn(BaseModel):
    """In which session."""

    model_config = ConfigDict(extra="forbid")

    session_id: Identifier


class GoalView(BaseModel):
    """A goal of a mentorship."""

    id: str
    mentorship_id: str
    goal: Goal
    skill: str | None
    status: GoalStatus
    times_worked_on: int = Field(description="Held sessions in which it was worked on.")
    set_at: datetime
    closed_at: datetime | None = Field(description="When it was reached or dropped.")

    @classmethod
    def of(cls, goal: PursuedGoal) -> "GoalView":
        """The view of a goal."""
        return cls.model_validate(goal.fact.model_dump())


@router.post(
    "/mentorships/{mentorship_id}/goals",
    status_code=201,
    response_model=GoalView,
    responses=responses(Unknown, MentorshipNotActive, TooManyOpenGoals),
)
async def create_goal(mentorship_id: MentorshipId, body: NewGoal, caller: Coordinator, act: Act) -> Response:
    """Set a goal that both sides agreed on; 20 may be open at a time."""
    command = SetGoal(
        organisation_id=caller.organisation_id, mentorship_id=mentorship_id, goal=body.goal, skill=body.skill
    )
    return await act(set_goal, command, view=GoalView.of, status=201, location=_location)


@router.post(
    "/goals/{goal_id}/worked-on",
    response_model=GoalView,
    responses=responses(Unknown, GoalOver, MentorshipNotActive, WorkedOnAlready, SessionElsewhere, Stale),
)
async def record_work(goal_id: GoalId, body: WorkedOn, caller: Coordinator, act: Act) -> Response:
    """Note a session that was held and in which the goal was worked on; each session counts once."""
    command = WorkOnGoal(organisation_id=caller.organisation_id, goal_id=goal_id, session_id=body.session_id)
    return await act(work_on_goal, command, view=GoalView.of, target=(PursuedGoal, goal_id))


@router.post(
    "/goals/{goal_id}/reached",
    response_model=GoalView,
    responses=responses(Unknown, GoalOver, MentorshipNotActive, Stale),
)
async def record_reached(goal_id: GoalId, caller: Coordinator, act: Act) -> Response:
    """Note that the goal was reached."""
    command = ReachGoal(organisation_id=caller.organisation_id, goal_id=goal_id)
    return await act(reach_goal, command, view=GoalView.of, target=(PursuedGoal, goal_id))


@router.post(
    "/goals/{goal_id}/dropped",
    response_model=GoalView,
    responses=responses(Unknown, GoalOver, MentorshipNotActive, Stale),
)
async def record_dropped(goal_id: GoalId, caller: Coordinator, act: Act) -> Response:
    """Note that the goal was given up, or is no longer wanted."""
    command = DropGoal(organisation_id=caller.organisation_id, goal_id=goal_id)
    return await act(drop_goal, command, view=GoalView.of, target=(PursuedGoal, goal_id))


@router.get("/goals")
async def list_goals(
    caller: ReaderCaller,
    read: OwnReader,
    page: PageQuery,
    mentorship_id: Annotated[Identifier | None, Query()] = None,
    status: Annotated[GoalStatus | None, Query()] = None,
    goal: Annotated[Goal | None, Query()] = None,
) -> Page[GoalView]:
    """Goals of the mentorships that the organisation's people are in, in the order of change.

    A page may hold fewer than `limit`, though others follow.
    """
    where = {"mentorship_id": mentorship_id, "status": status and status.value, "goal": goal and goal.value}
    found = await listed(read, PursuedGoal, where, page, GoalView.of)
    mentorships = await read.get_each(Relationship, {goal.mentorship_id for goal in found.items})
    return Page(items=[goal for goal in found.items if goal.mentorship_id in mentorships], next=found.next)


@router.get("/goals/{goal_id}", responses=responses(Unknown))
async def show_goal(goal_id: GoalId, caller: ReaderCaller, read: OwnReader, response: Response) -> GoalView:
    """One goal."""
    stored = await read.get(PursuedGoal, goal_id)
    if stored is None or await read.get(Relationship, stored.state.mentorship_id) is None:
        raise Unknown(PursuedGoal.KIND, goal_id)
    response.headers["ETag"] = etag(stored.revision)
    return GoalView.of(stored.state)


def _location(goal: PursuedGoal) -> str:
    return f"/v1/goals/{goal.id}"
