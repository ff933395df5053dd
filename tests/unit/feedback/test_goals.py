from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mentormesh_contracts.feedback import GoalDropped, GoalReached, GoalSet, GoalWorkedOn
from mentormesh_contracts.vocabulary import Goal, GoalStatus, MentorshipStatus
from services.deciding import Aggregate, Decision, Unknown
from services.deciding.trial import decide
from services.feedback.domain.close_goal import DropGoal, ReachGoal, drop_goal, reach_goal
from services.feedback.domain.goal import GoalOver, PursuedGoal
from services.feedback.domain.held_session import HeldSession
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.relationship import MentorshipNotActive, Relationship
from services.feedback.domain.set_goal import MOST_OPEN, SetGoal, TooManyOpenGoals, set_goal
from services.feedback.domain.work_on_goal import SessionElsewhere, WorkedOnAlready, WorkOnGoal, work_on_goal
from tests.unit.feedback.givens import HOME, PARTNER, STRANGER, at, held_session, relationship, shelf, the

SET = SetGoal(organisation_id=HOME, mentorship_id="m1", goal=Goal.KNOWLEDGE_TRANSFER, skill="data-analysis")
CLOSED = [status for status in MentorshipStatus if status is not MentorshipStatus.ACTIVE]


def with_a_goal(*given: Aggregate) -> tuple[list[Aggregate], PursuedGoal]:
    given = given or (relationship(), held_session())
    decision = decide(set_goal(SET, at()), given)
    return shelf(given, decision), the(PursuedGoal, decision)


def work(given: list[Aggregate], goal: PursuedGoal, session_id: str = "s1", organisation_id: str = PARTNER) -> Decision:
    command = WorkOnGoal(organisation_id=organisation_id, goal_id=goal.id, session_id=session_id)
    return decide(work_on_goal(command, at()), given)


def reach(given: list[Aggregate], goal: PursuedGoal, organisation_id: str = PARTNER) -> Decision:
    return decide(reach_goal(ReachGoal(organisation_id=organisation_id, goal_id=goal.id), at()), given)


def drop(given: list[Aggregate], goal: PursuedGoal, organisation_id: str = PARTNER) -> Decision:
    return decide(drop_goal(DropGoal(organisation_id=organisation_id, goal_id=goal.id), at()), given)


CHANGES: list[Callable[..., Decision]] = [work, reach, drop]


def test_a_goal_is_set_for_both_sides() -> None:
    decision = decide(set_goal(SET, at()), [relationship()])
    (event,) = decision.events
    assert isinstance(event, GoalSet)
    assert event.after.status is GoalStatus.SET
    assert event.after.skill == "data-analysis"
    assert set(the(PursuedGoal, decision).organisations()) == {HOME, PARTNER}


def test_a_goal_is_worked_on_in_a_held_session_once() -> None:
    given, goal = with_a_goal()
    decision = work(given, goal)
    (event,) = decision.events
    assert isinstance(event, GoalWorkedOn)
    assert event.session_id == "s1"
    assert event.after.times_worked_on == 1
    with pytest.raises(WorkedOnAlready):
        work(shelf(given, decision), goal)


def test_a_session_that_was_not_held_or_is_another_organisation_s_is_not_there() -> None:
    given, goal = with_a_goal()
    with pytest.raises(Unknown) as unknown:
        work(given, goal, "s2")
    assert (unknown.value.kind, unknown.value.field) == (HeldSession.KIND, "session_id")


def test_the_session_belongs_to_the_goal_s_mentorship() -> None:
    elsewhere = held_session("s9").model_copy(update={"mentorship_id": "m2"})
    given, goal = with_a_goal(relationship(), elsewhere)
    with pytest.raises(SessionElsewhere):
        work(given, goal, "s9")


def test_a_goal_is_reached() -> None:
    given, goal = with_a_goal()
    decision = reach(given, goal)
    (event,) = decision.events
    assert isinstance(event, GoalReached)
    assert event.after.closed_at == at().now
    assert the(Outcomes, decision).goals == {GoalStatus.SET: 0, GoalStatus.REACHED: 1, GoalStatus.DROPPED: 0}


def test_a_goal_is_dropped() -> None:
    given, goal = with_a_goal()
    (event,) = drop(given, goal).events
    assert isinstance(event, GoalDropped)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_over_stays_over(change: Callable[..., Decision]) -> None:
    given, goal = with_a_goal()
    with pytest.raises(GoalOver):
        change(shelf(given, reach(given, goal)), goal)


@pytest.mark.parametrize("change", CHANGES)
def test_a_stranger_finds_no_goal(change: Callable[..., Decision]) -> None:
    given, goal = with_a_goal()
    with pytest.raises(Unknown):
        change(given, goal, organisation_id=STRANGER)


@pytest.mark.parametrize("change", CHANGES)
def test_goals_rest_while_the_mentorship_is_paused(change: Callable[..., Decision]) -> None:
    given, goal = with_a_goal()
    paused = [relationship(status=MentorshipStatus.PAUSED) if isinstance(one, Relationship) else one for one in given]
    with pytest.raises(MentorshipNotActive):
        change(paused, goal)


@pytest.mark.parametrize("status", CLOSED)
def test_goals_are_set_in_active_mentorships_only(status: MentorshipStatus) -> None:
    with pytest.raises(MentorshipNotActive):
        decide(set_goal(SET, at()), [relationship(status=status)])


def test_a_stranger_finds_no_mentorship() -> None:
    for known in ([relationship()], []):
        with pytest.raises(Unknown) as unknown:
            decide(set_goal(SET.model_copy(update={"organisation_id": STRANGER}), at()), known)
        assert unknown.value.kind == Relationship.KIND


def test_a_skill_is_a_concept_and_no_sentence() -> None:
    with pytest.raises(ValidationError):
        SetGoal(organisation_id=HOME, mentorship_id="m1", goal=Goal.PROBLEM_SOLVING, skill="Help me with my boss")


@given(st.lists(st.sampled_from(["set", "reach", "drop"]), max_size=60))
def test_a_mentorship_never_has_more_than_twenty_open_goals(acts: list[str]) -> None:
    given: list[Aggregate] = [relationship()]
    for act in ["set"] * 15 + acts:
        given = shelf(given, _act(act, given))
        still_open = [one for one in given if isinstance(one, PursuedGoal) and one.status is GoalStatus.SET]
        (outcomes,) = (one for one in given if isinstance(one, Outcomes))
        assert len(still_open) == outcomes.open_goals <= MOST_OPEN


def test_a_mentorship_pursues_only_so_many_goals_at_once() -> None:
    given: list[Aggregate] = [relationship()]
    for _ in range(MOST_OPEN):
        given = shelf(given, decide(set_goal(SET, at()), given))
    with pytest.raises(TooManyOpenGoals):
        decide(set_goal(SET, at()), given)
    reached = next(state for state in given if isinstance(state, PursuedGoal))
    decide(set_goal(SET, at()), shelf(given, reach(given, reached)))


def _act(act: str, given: list[Aggregate]) -> Decision:
    still_open = [one for one in given if isinstance(one, PursuedGoal) and one.status is GoalStatus.SET]
    if act == "set":
        return _set(given, still_open)
    changes: dict[str, Any] = {"reach": reach, "drop": drop}
    return changes[act](given, still_open[0]) if still_open else Decision()


def _set(given: list[Aggregate], still_open: list[PursuedGoal]) -> Decision:
    if len(still_open) < MOST_OPEN:
        return decide(set_goal(SET, at()), given)
    with pytest.raises(TooManyOpenGoals):
        decide(set_goal(SET, at()), given)
    return Decision()
