"""What comes of a mentorship, through HTTP and topics."""

from datetime import timedelta
from typing import Any

import pytest

from mentormesh_contracts.vocabulary import Quality, Scope
from tests.integration.feedback.conftest import DAY, Story
from tests.integration.feedback.conftest import FeedbackOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import slug
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
RATED = {"ratings": dict.fromkeys(Quality, 5), "benefits": ["knowledge_transfer"]}


async def test_answers_change_scores_and_stay_where_they_belong(office: Office, story: Story, ids: FreshIds) -> None:
    await office.hears(story.started())
    await office.hears(story.held())
    given = await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, rated(ids) | {"comment": "Between us."})
    assert given.status_code == 201, given.text
    feedback = given.json()
    assert given.headers["Location"] == f"/v1/feedback/{feedback['id']}"
    assert "Between us." not in given.text

    scores = (await office.get(f"/v1/people/{ids.ada}/scores", ids.north)).json()
    assert scores["raters"] == 1
    assert {score["quality"]: score["mean"] for score in scores["scores"]} == dict.fromkeys(Quality, 0.75)
    assert await refused(office, f"/v1/people/{ids.ada}/scores", ids.south) == "unknown"
    assert await refused(office, f"/v1/people/{ids.ada}/scores", ids.north, scopes=[Scope.READ]) == "scope-missing"

    comment = f"/v1/feedback/{feedback['id']}/comment"
    assert (await office.get(comment, ids.south, scopes=[Scope.CONFIDE])).json()["comment"] == "Between us."
    assert await refused(office, comment, ids.south) == "scope-missing"
    assert await refused(office, comment, ids.north, scopes=[Scope.CONFIDE]) == "unknown"
    assert (await office.get("/v1/feedback", ids.north)).json()["items"] == []
    (listed,) = (await office.get(f"/v1/feedback?session_id={ids.s1}&has_comment=true", ids.south)).json()["items"]
    assert listed == feedback

    people = (await office.get(f"/v1/sessions/{ids.s1}/feedback", ids.north)).json()["people"]
    assert [(one["person_id"], one["answered"]) for one in people] == [(ids.ada, False), (ids.bo, True)]
    again = await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, rated(ids))
    assert (again.status_code, slug(again)) == (409, "feedback-given-already")


async def test_a_report_shows_partners_counts_and_holds_back_their_few_answers(
    office: Office, story: Story, ids: FreshIds
) -> None:
    await office.hears(story.started())
    await office.hears(story.held())
    await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, rated(ids))
    await office.post(f"/v1/mentorships/{ids.m1}/introductions", ids.south, {})
    await office.post(f"/v1/mentorships/{ids.m1}/problems-solved", ids.north, {"happened_at": story.now.isoformat()})

    report = (await office.get(f"/v1/mentorships/{ids.m1}/report", ids.north)).json()
    assert report["progress"]["introductions"] == report["progress"]["problems_solved"] == 1
    assert report["progress"]["new_ties"] == report["progress"]["sessions_held"] == 1
    assert report["own_answers"] == []
    assert report["partner_answers"] == [{"role": "mentee", "summary": None, "held_back": "fewer_than_five_answers"}]
    own = (await office.get(f"/v1/reports?programme_id={ids.programme}", ids.south)).json()
    assert own["mentorships"] == {"active": 1}
    assert own["own_answers"][0]["benefits"] == {"knowledge_transfer": 1}
    assert (await office.get(f"/v1/reports?programme_id={ids.another}", ids.south)).json()["mentorships"] == {}


async def test_a_goal_is_set_worked_on_and_reached(office: Office, story: Story, ids: FreshIds) -> None:
    await office.hears(story.started())
    await office.hears(story.held())
    set_ = await office.post(f"/v1/mentorships/{ids.m1}/goals", ids.south, {"goal": "problem_solving", "skill": "law"})
    assert set_.status_code == 201, set_.text
    path = set_.headers["Location"]
    worked = await office.post(
        f"{path}/worked-on", ids.north, {"session_id": ids.s1}, headers={"If-Match": set_.headers["ETag"]}
    )
    assert worked.json()["times_worked_on"] == 1
    stale = await office.post(f"{path}/reached", ids.south, headers={"If-Match": set_.headers["ETag"]})
    assert stale.status_code == 412
    reached = await office.post(f"{path}/reached", ids.south)
    assert reached.json()["status"] == "reached"
    over = await office.post(f"{path}/dropped", ids.south)
    assert (over.status_code, slug(over)) == (409, "goal-over")

    assert (await office.get(path, ids.north)).headers["ETag"] == reached.headers["ETag"]
    (listed,) = (await office.get(f"/v1/goals?status=reached&mentorship_id={ids.m1}", ids.north)).json()["items"]
    assert listed == reached.json()
    assert (await office.get("/v1/goals?status=set", ids.north)).json()["items"] == []
    assert await refused(office, path, ids.elsewhere) == "unknown"


async def test_without_a_session_the_mentorship_is_at_risk_until_one_is_held(
    office: Office, story: Story, ids: FreshIds
) -> None:
    await office.hears(story.started())
    assert (await office.get("/v1/risks", ids.north)).json()["items"] == []
    await office.pass_time(timedelta(days=15))
    await eventually(lambda: at_risk(office, ids, [ids.m1]))
    (item,) = (await office.get("/v1/risks", ids.south)).json()["items"]
    assert item["risks"] == ["no_session"]
    assert (await office.get("/v1/risks", ids.elsewhere)).json()["items"] == []

    await office.hears(story.held(start=story.now + 15 * DAY))
    assert await at_risk(office, ids, [])
    health = (await office.get(f"/v1/mentorships/{ids.m1}/health", ids.south)).json()
    assert (health["sessions_held"], health["risks"]) == (1, [])
    assert await refused(office, f"/v1/mentorships/{ids.m1}/health", ids.elsewhere) == "unknown"


async def test_a_session_heard_of_before_its_mentorship_waits_for_it(
    office: Office, story: Story, ids: FreshIds
) -> None:
    await office.is_told(story.held())
    early = await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, rated(ids))
    assert early.status_code == 404
    await office.hears(story.started())
    await office.has_heard(story.held())
    assert (await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, rated(ids))).status_code == 201


async def test_faults_in_answers_are_named_with_their_field(office: Office, story: Story, ids: FreshIds) -> None:
    await office.hears(story.started())
    await office.hears(story.held())
    wrong: list[tuple[dict[str, Any], int, str, str]] = [
        ({"ratings": {"communication": 6}}, 422, "off-the-scale", "/ratings"),
        ({"ratings": {"charm": 3}}, 422, "request-invalid", "/ratings/charm"),
        ({"benefits": ["satisfaction"]}, 422, "not-asked", "/benefits"),
        ({"person_id": ids.ada}, 404, "unknown", "/person_id"),
        ({"instrument": "stars:1"}, 422, "instrument-unknown", "/instrument"),
        ({"comment": "x" * 4001}, 422, "request-invalid", "/comment"),
    ]
    for change, status, kind, pointer in wrong:
        answer = await office.post(f"/v1/sessions/{ids.s1}/feedback", ids.south, {"person_id": ids.bo} | change)
        assert (answer.status_code, slug(answer)) == (status, kind), answer.text
        assert answer.json()["errors"][0]["pointer"].startswith(pointer)


def rated(ids: FreshIds) -> dict[str, Any]:
    return RATED | {"person_id": ids.bo}


async def at_risk(office: Office, ids: FreshIds, mentorships: list[str]) -> bool:
    items = (await office.get("/v1/risks", ids.north)).json()["items"]
    return [item["mentorship_id"] for item in items] == mentorships


async def refused(office: Office, path: str, by: str, **options: Any) -> str:
    answer = await office.get(path, by, **options)
    assert answer.status_code in (403, 404), answer.text
    return slug(answer)
