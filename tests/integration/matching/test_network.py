import json
from datetime import timedelta
from typing import Any

import pytest

from mentormesh_contracts.organisations import AgreementEnded, Share
from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.vocabulary import AgreementStatus, PersonStatus, Role, Scope
from services.chassis.mongo.scope import OrganisationScope
from services.matching.cycle_work import run
from services.matching.domain.cycles.cycle import Cycle
from tests.integration.matching.conftest import MatchingOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import slug
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually
from tests.unit.matching.given import agreement, person

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTORING: dict[str, Any] = {"disciplines": {"physics": 10.0}}


async def two_organisations(office: Office, ids: FreshIds, **terms: Any) -> str:
    """acme has two mentors and a mentee, bolt two mentees; the address of acme's programme."""
    await office.registers(
        person(ids.m1, ids.acme, **MENTORING),
        person(ids.m2, ids.acme, **MENTORING),
        person(ids.a1, ids.acme),
        person(ids.b1, ids.bolt),
        person(ids.b2, ids.bolt),
    )
    await office.joins(agreement(ids.acme, ids.bolt, **terms))
    programme = await office.opens(ids.acme)
    await office.enrols(programme, ids.acme, "mentor", ids.m1, ids.m2)
    await office.enrols(programme, ids.acme, "mentee", ids.a1)
    await office.enrols(programme, ids.bolt, "mentee", ids.b1, ids.b2)
    return programme


async def test_a_network_is_matched_answered_and_closed(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids, dual_approval=True)
    cycle = await office.matches(programme, ids.acme)
    assert cycle["totals"] == {
        "considered": 3,
        "matched": 3,
        "proposals": 3,
        "total_score": cycle["totals"]["total_score"],
        "unmatched": [],
    }
    theirs = await office.mentorships(ids.bolt)
    assert len(theirs) == 2
    assert {member["organisation_id"] for each in theirs for member in each["members"]} == {ids.acme, ids.bolt}
    assert theirs[0]["explanation"]["contributions"]
    crossing = theirs[0]
    path = f"/v1/mentorships/{crossing['id']}"
    await office.accepts(crossing)
    assert (await office.get(path, ids.bolt)).json()["status"] == "proposed"
    for organisation in (ids.bolt, ids.acme):
        assert (await office.post(f"{path}/approve", organisation)).status_code == 200
    assert (await office.get(path, ids.acme)).json()["status"] == "active"
    assert (await office.post(f"{path}/pause", ids.bolt)).json()["status"] == "paused"
    assert (await office.post(f"{path}/resume", ids.acme)).json()["status"] == "active"
    assert (await office.post(f"{path}/complete", ids.acme)).json()["status"] == "completed"
    told = await published(office.runtime.settings, "mentormesh.mentorships.v1", 9, about=crossing["id"])
    assert [each.envelope.sequence for each in told] == list(range(1, 10))


async def test_a_cycle_is_watched_until_it_is_over(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    started = await office.post(f"{programme}/cycles", ids.acme)
    watched = await office.get(f"{started.headers['Location']}/progress", ids.acme)
    assert watched.headers["Content-Type"].startswith("text/event-stream")
    events = [json.loads(line.removeprefix("data: ")) for line in watched.text.splitlines() if line.startswith("data")]
    assert events[-1]["status"] == "completed"
    assert events[-1]["progress"] == {"phase": "proposing", "planned": 3, "proposed": 3, "refused": 0, "explained": 0}


async def test_who_is_left_out_is_told_why_to_their_own_organisation_alone(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids, gives=Share(places=1))
    cycle = await office.matches(programme, ids.acme)
    assert cycle["totals"]["unmatched"] == [{"constraint": "quota", "people": 1}] or cycle["totals"]["unmatched"] == [
        {"constraint": "not_chosen", "people": 1}
    ]
    path = f"{programme}/cycles/{cycle['id']}"
    assert (await office.get(f"{path}/left-out", ids.acme)).json()["items"] == []
    (reason,) = (await office.get(f"{path}/left-out", ids.bolt)).json()["items"]
    assert reason["person_id"] in (ids.b1, ids.b2)
    assert (await office.get(path, ids.bolt)).json()["totals"] is None
    places = (await office.get("/v1/places/agreements", ids.bolt)).json()["items"]
    assert {(each["giver"], each["quota"], each["used"]) for each in places} == {(ids.acme, 1, 1), (ids.bolt, None, 0)}


async def test_a_declined_pair_is_not_proposed_again_and_an_unanswered_one_expires(
    office: Office, ids: FreshIds
) -> None:
    programme = await two_organisations(office, ids)
    await office.matches(programme, ids.acme)
    (own,) = await office.mentorships(ids.acme, person_id=ids.a1)
    declined = await office.post(
        f"/v1/mentorships/{own['id']}/decline", ids.acme, {"person_id": ids.a1, "reason": "no_time"}
    )
    assert (declined.json()["status"], declined.json()["decline_reason"]) == ("declined", "no_time")
    await office.pass_time(timedelta(hours=73))

    async def all_expired() -> bool:
        return len(await office.mentorships(ids.bolt, status="expired")) == 2

    await eventually(all_expired)
    again = await office.matches(programme, ids.acme)
    assert again["totals"]["proposals"] == 3
    pairs = [
        (each["members"][0]["person_id"], each["members"][1]["person_id"])
        for organisation in (ids.acme, ids.bolt)
        for each in await office.mentorships(organisation)
    ]
    assert len({*pairs}) == 6
    third = await office.matches(programme, ids.acme)
    assert third["totals"]["considered"] == 0


async def test_what_is_open_lapses_when_the_agreement_ends_and_what_is_active_goes_on(
    office: Office, ids: FreshIds
) -> None:
    programme = await two_organisations(office, ids)
    await office.matches(programme, ids.acme)
    started, waiting = await office.mentorships(ids.bolt)
    assert (await office.accepts(started))["status"] == "active"
    ended = agreement(ids.acme, ids.bolt).model_copy(update={"status": AgreementStatus.ENDED})
    await office.hears(AgreementEnded(after=ended), sequence=2)

    async def is_lapsed() -> bool:
        return bool((await office.get(f"/v1/mentorships/{waiting['id']}", ids.bolt)).json()["status"] == "lapsed")

    await eventually(is_lapsed)
    assert (await office.get(f"/v1/mentorships/{started['id']}", ids.bolt)).json()["status"] == "active"
    assert (await office.get(programme, ids.bolt)).status_code == 404
    assert (await office.get(programme, ids.acme)).status_code == 200


async def test_a_mentorship_ends_when_a_member_leaves(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    await office.matches(programme, ids.acme)
    (own,) = await office.mentorships(ids.acme, person_id=ids.a1)
    await office.accepts(own)
    gone = person(ids.a1, ids.acme).model_copy(update={"status": PersonStatus.LEFT})
    await office.hears(PersonLeft(after=gone), sequence=2)

    async def is_over() -> bool:
        found = (await office.get(f"/v1/mentorships/{own['id']}", ids.acme)).json()
        return (found["status"], found["end_reason"]) == ("ended", "person_left")

    await eventually(is_over)
    listed = (await office.get(f"{programme}/enrolments", ids.acme)).json()["items"]
    assert {each["person_id"] for each in listed} == {ids.m1, ids.m2}


async def test_an_informal_mentorship_from_recommendation_to_programme(office: Office, ids: FreshIds) -> None:
    formal = await two_organisations(office, ids)
    informal = await office.opens(ids.acme, "informal")
    await office.enrols(informal, ids.acme, "mentor", ids.m1, ids.m2)
    await office.enrols(informal, ids.bolt, "mentee", ids.b1)
    found = (await office.get(f"{informal}/recommendations", ids.bolt, mentee_id=ids.b1, limit=1)).json()["items"]
    assert len(found) == 1
    assert set(found[0]) == {
        "person_id",
        "organisation_id",
        "goals_offered",
        "strengths",
        "disciplines",
        "languages",
        "zone",
        "weekly_hours",
        "explanation",
    }
    body = {"mentee_id": ids.b1, "mentor_id": found[0]["person_id"]}
    asked = await office.post(f"{informal}/requests", ids.bolt, body)
    assert asked.status_code == 201, asked.text
    path = asked.headers["Location"]
    accepted = await office.post(f"{path}/accept", ids.acme, {"person_id": found[0]["person_id"]})
    assert accepted.json()["status"] == "active"
    taken = await office.post(f"{path}/take-into-programme", ids.bolt, {"programme_id": formal.rpartition("/")[2]})
    assert taken.json()["earlier_programmes"] == [informal.rpartition("/")[2]]


async def test_a_relationship_is_declared_and_confirmed(office: Office, ids: FreshIds) -> None:
    await two_organisations(office, ids)
    informal = await office.opens(ids.acme, "informal")
    await office.enrols(informal, ids.acme, "mentor", ids.m1)
    await office.enrols(informal, ids.acme, "mentee", ids.a1)
    body = {"person_id": ids.m1, "role": "mentor", "other_id": ids.a1}
    declared = await office.post(f"{informal}/declarations", ids.acme, body)
    path = f"{declared.headers['Location']}/accept"
    assert (await office.post(path, ids.acme, {"person_id": ids.a1})).json()["status"] == "active"


async def test_groups_and_peers_are_matched(office: Office, ids: FreshIds) -> None:
    group = await office.opens(ids.acme, "group", structure={"group_minimum": 2, "group_maximum": 3})
    peers = await office.opens(ids.acme, "peer")
    mentees = ids.many("a", 4)
    fields = {id: {f"field-{id}": 3.0} for id in mentees}
    await office.registers(
        person(ids.m1, ids.acme, **MENTORING),
        *(person(id, ids.acme, disciplines=fields[id], area_sought="physics") for id in mentees),
    )
    await office.enrols(peers, ids.acme, "peer", *mentees)
    assert (await office.matches(peers, ids.acme))["totals"]["matched"] == 4
    await office.enrols(group, ids.acme, "mentor", ids.m1)
    await office.enrols(group, ids.acme, "mentee", *mentees)
    assert (await office.matches(group, ids.acme))["totals"]["matched"] == 4
    groups = await office.mentorships(ids.acme, programme_id=group.rpartition("/")[2])
    assert sorted(len(each["members"]) for each in groups) == [3, 3]
    assert {each["topic"] for each in groups} == {"career_development"}


async def test_a_programme_is_revised_with_care_and_closed(office: Office, ids: FreshIds) -> None:
    programme = await office.opens(ids.acme)
    read = await office.get(programme, ids.acme)
    policy = {**read.json()["policy"], "minimum_overlap_hours": 2}
    revised = await office.ask(
        "PUT", f"{programme}/policy", ids.acme, policy, headers={"If-Match": read.headers["ETag"]}
    )
    assert revised.json()["policy"]["version"] == 2
    stale = await office.put(f"{programme}/policy", ids.acme, policy, headers={"If-Match": read.headers["ETag"]})
    assert stale.status_code == 412
    assert (await office.post(f"{programme}/close", ids.acme)).json()["status"] == "closed"
    assert (await office.post(f"{programme}/cycles", ids.acme)).json()["type"].endswith("programme-over")
    only_reading = await office.post("/v1/programmes", ids.acme, {"kind": "formal", "title": "x"}, scopes=[Scope.READ])
    assert only_reading.status_code == 403


async def test_of_many_those_who_cannot_be_enrolled_are_told_why(office: Office, ids: FreshIds) -> None:
    programme = await office.opens(ids.acme)
    await office.registers(
        person(ids.ready, ids.acme), person(ids.unready, ids.acme, goals_sought=()), person(ids.foreign, ids.bolt)
    )
    names = (ids.ready, ids.unready, ids.foreign, ids.nobody, ids.ready)
    body = {"people": [{"person_id": name, "role": Role.MENTEE} for name in names]}
    answer = (await office.post(f"{programme}/enrolments/bulk", ids.acme, body)).json()
    problems = [each["problem"] for each in answer["people"]]
    assert problems == [None, "not-ready", "unknown", "unknown", "enrolled-already"]
    single = await office.post(f"{programme}/enrolments", ids.acme, {"person_id": ids.unready, "role": "mentee"})
    assert (single.status_code, single.json()["missing"]) == (422, ["goals_sought"])


def broken(*_: object) -> None:
    """Not an engine."""
    raise ArithmeticError("no")


async def test_a_cycle_whose_engine_fails_ends_without_a_result(
    office: Office, ids: FreshIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "compute", broken)
    programme = await office.opens(ids.acme)
    cycle = await office.matches(programme, ids.acme)
    assert (cycle["status"], cycle["totals"], cycle["published_at"]) == ("failed", None, None)
    assert (cycle["failure"]["reason"], cycle["failure"]["pins"]) == ("computation", [])
    pairs = await office.get(f"{programme}/cycles/{cycle['id']}/pairs", ids.acme)
    assert (pairs.status_code, slug(pairs)) == (409, "no-result-yet")
    running = {"status": "running"}
    assert await office.runtime.reader(OrganisationScope(ids.acme)).count(Cycle, running) == 0
