"""What comes of a mentorship, through HTTP and topics."""

from datetime import timedelta
from typing import Any

import httpx

from mentormesh_contracts.vocabulary import Quality, Scope
from tests.integration.chassis.conftest import eventually
from tests.integration.feedback.conftest import DAY, NOW, Office, held, started

RATED = {"person_id": "bo", "ratings": dict.fromkeys(Quality, 5), "benefits": ["knowledge_transfer"]}


async def test_answers_change_scores_and_stay_where_they_belong(office: Office) -> None:
    await office.hears(started())
    await office.hears(held())
    given = await office.post("/v1/sessions/s1/feedback", "south", RATED | {"comment": "Between us."})
    assert given.status_code == 201, given.text
    feedback = given.json()
    assert given.headers["Location"] == f"/v1/feedback/{feedback['id']}"
    assert "Between us." not in given.text

    scores = (await office.get("/v1/people/ada/scores", "north")).json()
    assert scores["raters"] == 1
    assert {score["quality"]: score["mean"] for score in scores["scores"]} == dict.fromkeys(Quality, 0.75)
    assert await refused(office, "/v1/people/ada/scores", "south") == "unknown"
    assert await refused(office, "/v1/people/ada/scores", "north", Scope.READ) == "scope-missing"

    comment = f"/v1/feedback/{feedback['id']}/comment"
    assert (await office.get(comment, "south", Scope.CONFIDE)).json()["comment"] == "Between us."
    assert await refused(office, comment, "south") == "scope-missing"
    assert await refused(office, comment, "north", Scope.CONFIDE) == "unknown"
    assert (await office.get("/v1/feedback", "north")).json()["items"] == []
    (listed,) = (await office.get("/v1/feedback?session_id=s1&has_comment=true", "south")).json()["items"]
    assert listed == feedback

    people = (await office.get("/v1/sessions/s1/feedback", "north")).json()["people"]
    assert [(one["person_id"], one["answered"]) for one in people] == [("ada", False), ("bo", True)]
    again = await office.post("/v1/sessions/s1/feedback", "south", RATED)
    assert (again.status_code, slug(again)) == (409, "feedback-given-already")


async def test_a_report_shows_partners_counts_and_holds_back_their_few_answers(office: Office) -> None:
    await office.hears(started())
    await office.hears(held())
    await office.post("/v1/sessions/s1/feedback", "south", RATED)
    await office.post("/v1/mentorships/m1/introductions", "south", {})
    await office.post("/v1/mentorships/m1/problems-solved", "north", {"happened_at": NOW.isoformat()})

    report = (await office.get("/v1/mentorships/m1/report", "north")).json()
    assert report["progress"]["introductions"] == report["progress"]["problems_solved"] == 1
    assert report["progress"]["new_ties"] == report["progress"]["sessions_held"] == 1
    assert report["own_answers"] == []
    assert report["partner_answers"] == [{"role": "mentee", "summary": None, "held_back": "fewer_than_five_answers"}]
    own = (await office.get("/v1/reports?programme_id=programme", "south")).json()
    assert own["mentorships"] == {"active": 1}
    assert own["own_answers"][0]["benefits"] == {"knowledge_transfer": 1}
    assert (await office.get("/v1/reports?programme_id=another", "south")).json()["mentorships"] == {}


async def test_a_goal_is_set_worked_on_and_reached(office: Office) -> None:
    await office.hears(started())
    await office.hears(held())
    set_ = await office.post("/v1/mentorships/m1/goals", "south", {"goal": "problem_solving", "skill": "law"})
    assert set_.status_code == 201, set_.text
    path = set_.headers["Location"]
    worked = await office.post(f"{path}/worked-on", "north", {"session_id": "s1"}, **{"If-Match": set_.headers["ETag"]})
    assert worked.json()["times_worked_on"] == 1
    stale = await office.post(f"{path}/reached", "south", **{"If-Match": set_.headers["ETag"]})
    assert stale.status_code == 412
    reached = await office.post(f"{path}/reached", "south")
    assert reached.json()["status"] == "reached"
    over = await office.post(f"{path}/dropped", "south")
    assert (over.status_code, slug(over)) == (409, "goal-over")

    assert (await office.get(path, "north")).headers["ETag"] == reached.headers["ETag"]
    (listed,) = (await office.get("/v1/goals?status=reached&mentorship_id=m1", "north")).json()["items"]
    assert listed == reached.json()
    assert (await office.get("/v1/goals?status=set", "north")).json()["items"] == []
    assert await refused(office, path, "elsewhere") == "unknown"


async def test_without_a_session_the_mentorship_is_at_risk_until_one_is_held(office: Office) -> None:
    await office.hears(started())
    assert (await office.get("/v1/risks", "north")).json()["items"] == []
    office.runtime.clock.advance(timedelta(days=15))
    await eventually(lambda: at_risk(office, ["m1"]))
    (item,) = (await office.get("/v1/risks", "south")).json()["items"]
    assert item["risks"] == ["no_session"]
    assert (await office.get("/v1/risks", "elsewhere")).json()["items"] == []

    await office.hears(held(start=NOW + 15 * DAY))
    assert await at_risk(office, [])
    health = (await office.get("/v1/mentorships/m1/health", "south")).json()
    assert (health["sessions_held"], health["risks"]) == (1, [])
    assert await refused(office, "/v1/mentorships/m1/health", "elsewhere") == "unknown"


async def test_a_session_heard_of_before_its_mentorship_waits_for_it(office: Office) -> None:
    await office.tell(held())
    early = await office.post("/v1/sessions/s1/feedback", "south", RATED)
    assert early.status_code == 404
    await office.hears(started())
    place = ("mentormesh.sessions.v1/s1", 1)
    await eventually(lambda: office.runtime.has_heard([place]))
    assert (await office.post("/v1/sessions/s1/feedback", "south", RATED)).status_code == 201


async def test_faults_in_answers_are_named_with_their_field(office: Office) -> None:
    await office.hears(started())
    await office.hears(held())
    wrong: list[tuple[dict[str, Any], int, str, str]] = [
        ({"ratings": {"communication": 6}}, 422, "off-the-scale", "/ratings"),
        ({"ratings": {"charm": 3}}, 422, "request-invalid", "/ratings/charm"),
        ({"benefits": ["satisfaction"]}, 422, "not-asked", "/benefits"),
        ({"person_id": "ada"}, 404, "unknown", "/person_id"),
        ({"instrument": "stars:1"}, 422, "instrument-unknown", "/instrument"),
        ({"comment": "x" * 4001}, 422, "request-invalid", "/comment"),
    ]
    for change, status, kind, pointer in wrong:
        answer = await office.post("/v1/sessions/s1/feedback", "south", {"person_id": "bo"} | change)
        assert (answer.status_code, slug(answer)) == (status, kind), answer.text
        assert answer.json()["errors"][0]["pointer"].startswith(pointer)


async def at_risk(office: Office, ids: list[str]) -> bool:
    items = (await office.get("/v1/risks", "north")).json()["items"]
    return [item["mentorship_id"] for item in items] == ids


async def refused(office: Office, path: str, by: str, *scopes: Scope) -> str:
    answer = await office.get(path, by, *scopes)
    assert answer.status_code in (403, 404), answer.text
    return slug(answer)


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]
