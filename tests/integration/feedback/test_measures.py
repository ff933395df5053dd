"""What feedback shows of the mission: goals by organisation, and mentorships at risk."""

import pytest

from services.feedback.measures import MEASURES
from tests.integration.feedback.conftest import DAY, Story
from tests.integration.feedback.conftest import FeedbackOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.measured import look, shown
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_goals_reached_and_mentorships_at_risk(office: Office, ids: FreshIds) -> None:
    story = Story(ids, office.now)
    await office.hears(story.started())
    path = f"/v1/mentorships/{ids.m1}/goals"
    goal = await office.post(path, ids.north, {"goal": "problem_solving"})
    assert goal.status_code == 201, goal.text
    reached = await office.post(f"/v1/goals/{goal.json()['id']}/reached", ids.south)
    assert reached.status_code == 200, reached.text
    for organisation in (ids.north, ids.south):
        labels = {"organisation": organisation, "outcome": "reached"}
        assert shown("organisation_goals_total", "feedback", **labels) == 1
    assert (shown("goals_total", "feedback", outcome="reached", goal="problem_solving") or 0) >= 1

    await look(office.runtime, *MEASURES)
    assert shown("organisation_mentorships_at_risk", "feedback", organisation=ids.north) is None
    await office.pass_time(15 * DAY)

    async def is_at_risk() -> bool:
        await look(office.runtime, *MEASURES)
        return shown("organisation_mentorships_at_risk", "feedback", organisation=ids.north) == 1

    await eventually(is_at_risk)
    assert (shown("mentorships_at_risk", "feedback") or 0) >= 1
    assert (shown("risks_opened_total", "feedback", reason="no_session") or 0) >= 1
