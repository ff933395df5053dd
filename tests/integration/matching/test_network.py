import json
from datetime import timedelta
from typing import Any

from mentormesh_contracts.organisations import AgreementEnded, Share
from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.vocabulary import AgreementStatus, PersonStatus, Role, Scope
from tests.integration.chassis.conftest import eventually
from tests.integration.chassis.reading import published
from tests.integration.matching.conftest import Office
from tests.unit.matching.given import agreement, person

MENTORING: dict[str, Any] = {"disciplines": {"physics": 10.0}}


async def two_organisations(office: Office, **terms: Any) -> str:
    """acme has two mentors and a mentee, bolt two mentees; the address of acme's programme."""
    await office.registers(
        person("m1", **MENTORING),
        person("m2", **MENTORING),
        person("a1"),
        person("b1", "bolt"),
        person("b2", "bolt"),
    )
    await office.joins(agreement(**terms))
    programme = await office.opens()
    await office.enrols(programme, "acme", "mentor", "m1", "m2")
    await office.enrols(programme, "acme", "mentee", "a1")
    await office.enrols(programme, "bolt", "mentee", "b1", "b2")
    return programme


async def test_a_network_is_matched_answered_and_closed(office: Office) -> None:
    programme = await two_organisations(office, dual_approval=True)
    cycle = await office.matches(programme)
    assert cycle["totals"] == {
        "considered": 3,
        "matched": 3,
        "proposals": 3,
        "total_score": cycle["totals"]["total_score"],
        "unmatched": [],
    }
    theirs = await office.mentorships("bolt")
    assert len(theirs) == 2
    assert {member["organisation_id"] for each in theirs for member in each["members"]} == {"acme", "bolt"}
    assert theirs[0]["explanation"]["contributions"]
    crossing = theirs[0]
    path = f"/v1/mentorships/{crossing['id']}"
    await office.accepts(crossing)
    assert (await office.get(path, "bolt")).json()["status"] == "proposed"
    for organisation in ("bolt", "acme"):
        assert (await office.post(f"{path}/approve", organisation)).status_code == 200
    assert (await office.get(path, "acme")).json()["status"] == "active"
    assert (await office.post(f"{path}/pause", "bolt")).json()["status"] == "paused"
    assert (await office.post(f"{path}/resume", "acme")).json()["status"] == "active"
    assert (await office.post(f"{path}/complete", "acme")).json()["status"] == "completed"
    events = await published(office.runtime.settings, "mentormesh.mentorships.v1", 11)
    told = [each.envelope.sequence for each in events if each.envelope.subject == crossing["id"]]
    assert told == list(range(1, 10))


async def test_a_cycle_is_watched_until_it_is_over(office: Office) -> None:
    programme = await two_organisations(office)
    started = await office.post(f"{programme}/cycles", "acme")
    watched = await office.get(f"{started.headers['Location']}/progress", "acme")
    assert watched.headers["Content-Type"].startswith("text/event-stream")
    events = [json.loads(line.removeprefix("data: ")) for line in watched.text.splitlines() if line.startswith("data")]
    assert events[-1]["status"] == "completed"
    assert events[-1]["progress"] == {"planned": 3, "proposed": 3, "refused": 0, "explained": 0}


async def test_who_is_left_out_is_told_why_to_their_own_organisation_alone(office: Office) -> None:
    programme = await two_organisations(office, gives=Share(places=1))
    cycle = await office.matches(programme)
    assert cycle["totals"]["unmatched"] == [{"constraint": "quota", "people": 1}] or cycle["totals"]["unmatched"] == [
        {"constraint": "not_chosen", "people": 1}
    ]
    path = f"{programme}/cycles/{cycle['id']}"
    assert (await office.get(f"{path}/left-out", "acme")).json()["items"] == []
    (reason,) = (await office.get(f"{path}/left-out", "bolt")).json()["items"]
    assert reason["person_id"] in ("b1", "b2")
    assert (await office.get(path, "bolt")).json()["totals"] is None
    places = (await office.get("/v1/places/agreements", "bolt")).json()["items"]
    assert {(each["giver"], each["quota"], each["used"]) for each in places} == {("acme", 1, 1), ("bolt", None, 0)}


async def test_a_declined_pair_is_not_proposed_again_and_an_unanswered_one_expires(office: Office) -> None:
    programme = await two_organisations(office)
    await office.matches(programme)
    (own,) = await office.mentorships("acme", person_id="a1")
    declined = await office.post(
        f"/v1/mentorships/{own['id']}/decline", "acme", {"person_id": "a1", "reason": "no_time"}
    )
    assert (declined.json()["status"], declined.json()["decline_reason"]) == ("declined", "no_time")
    office.runtime.clock.advance(timedelta(hours=73))
    await office.runtime.keep_clock()

    async def all_expired() -> bool:
        return len(await office.mentorships("bolt", status="expired")) == 2

    await eventually(all_expired)
    again = await office.matches(programme)
    assert again["totals"]["proposals"] == 3
    pairs = [
        (each["members"][0]["person_id"], each["members"][1]["person_id"])
        for organisation in ("acme", "bolt")
        for each in await office.mentorships(organisation)
    ]
    assert len({*pairs}) == 6
    third = await office.matches(programme)
    assert third["totals"]["considered"] == 0


async def test_what_is_open_lapses_when_the_agreement_ends_and_what_is_active_goes_on(office: Office) -> None:
    programme = await two_organisations(office)
    await office.matches(programme)
    started, waiting = await office.mentorships("bolt")
    assert (await office.accepts(started))["status"] == "active"
    ended = agreement().model_copy(update={"status": AgreementStatus.ENDED})
    await office.hears(AgreementEnded(after=ended), sequence=2)

    async def is_lapsed() -> bool:
        return bool((await office.get(f"/v1/mentorships/{waiting['id']}", "bolt")).json()["status"] == "lapsed")

    await eventually(is_lapsed)
    assert (await office.get(f"/v1/mentorships/{started['id']}", "bolt")).json()["status"] == "active"
    assert (await office.get(programme, "bolt")).status_code == 404
    assert (await office.get(programme, "acme")).status_code == 200


async def test_a_mentorship_ends_when_a_member_leaves(office: Office) -> None:
    programme = await two_organisations(office)
    await office.matches(programme)
    (own,) = await office.mentorships("acme", person_id="a1")
    await office.accepts(own)
    gone = person("a1").model_copy(update={"status": PersonStatus.LEFT})
    await office.hears(PersonLeft(after=gone), sequence=2)

    async def is_over() -> bool:
        found = (await office.get(f"/v1/mentorships/{own['id']}", "acme")).json()
        return (found["status"], found["end_reason"]) == ("ended", "person_left")

    await eventually(is_over)
    listed = (await office.get(f"{programme}/enrolments", "acme")).json()["items"]
    assert {each["person_id"] for each in listed} == {"m1", "m2"}


async def test_an_informal_mentorship_from_recommendation_to_programme(office: Office) -> None:
    formal = await two_organisations(office)
    informal = await office.opens("informal")
    await office.enrols(informal, "acme", "mentor", "m1", "m2")
    await office.enrols(informal, "bolt", "mentee", "b1")
    found = (await office.get(f"{informal}/recommendations", "bolt", mentee_id="b1", limit=1)).json()["items"]
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
    body = {"mentee_id": "b1", "mentor_id": found[0]["person_id"]}
    asked = await office.post(f"{informal}/requests", "bolt", body)
    assert asked.status_code == 201, asked.text
    path = asked.headers["Location"]
    accepted = await office.post(f"{path}/accept", "acme", {"person_id": found[0]["person_id"]})
    assert accepted.json()["status"] == "active"
    taken = await office.post(f"{path}/take-into-programme", "bolt", {"programme_id": formal.rpartition("/")[2]})
    assert taken.json()["earlier_programmes"] == [informal.rpartition("/")[2]]


async def test_a_relationship_is_declared_and_confirmed(office: Office) -> None:
    await two_organisations(office)
    informal = await office.opens("informal")
    await office.enrols(informal, "acme", "mentor", "m1")
    await office.enrols(informal, "acme", "mentee", "a1")
    body = {"person_id": "m1", "role": "mentor", "other_id": "a1"}
    declared = await office.post(f"{informal}/declarations", "acme", body)
    path = f"{declared.headers['Location']}/accept"
    assert (await office.post(path, "acme", {"person_id": "a1"})).json()["status"] == "active"


async def test_groups_and_peers_are_matched(office: Office) -> None:
    group = await office.opens("group", structure={"group_minimum": 2, "group_maximum": 3})
    peers = await office.opens("peer")
    mentees = [f"a{number}" for number in range(4)]
    fields = {id: {f"field-{id}": 3.0} for id in mentees}
    await office.registers(
        person("m1", **MENTORING),
        *(person(id, disciplines=fields[id], area_sought="physics") for id in mentees),
    )
    await office.enrols(peers, "acme", "peer", *mentees)
    assert (await office.matches(peers))["totals"]["matched"] == 4
    await office.enrols(group, "acme", "mentor", "m1")
    await office.enrols(group, "acme", "mentee", *mentees)
    assert (await office.matches(group))["totals"]["matched"] == 4
    groups = await office.mentorships("acme", programme_id=group.rpartition("/")[2])
    assert sorted(len(each["members"]) for each in groups) == [3, 3]
    assert {each["topic"] for each in groups} == {"career_development"}


async def test_a_programme_is_revised_with_care_and_closed(office: Office) -> None:
    programme = await office.opens()
    read = await office.get(programme, "acme")
    policy = {**read.json()["policy"], "minimum_overlap_hours": 2}
    revised = await office.put(f"{programme}/policy", "acme", policy, **{"If-Match": read.headers["ETag"]})
    assert revised.json()["policy"]["version"] == 2
    stale = await office.put(f"{programme}/policy", "acme", policy, **{"If-Match": read.headers["ETag"]})
    assert stale.status_code == 412
    assert (await office.post(f"{programme}/close", "acme")).json()["status"] == "closed"
    assert (await office.post(f"{programme}/cycles", "acme")).json()["type"].endswith("programme-over")
    only_reading = await office.post("/v1/programmes", "acme", {"kind": "formal", "title": "x"}, scopes=[Scope.READ])
    assert only_reading.status_code == 403


async def test_of_many_those_who_cannot_be_enrolled_are_told_why(office: Office) -> None:
    programme = await office.opens()
    await office.registers(person("ready"), person("unready", goals_sought=()), person("foreign", "bolt"))
    names = ("ready", "unready", "foreign", "nobody", "ready")
    body = {"people": [{"person_id": name, "role": Role.MENTEE} for name in names]}
    answer = (await office.post(f"{programme}/enrolments/bulk", "acme", body)).json()
    problems = [each["problem"] for each in answer["people"]]
    assert problems == [None, "not-ready", "unknown", "unknown", "enrolled-already"]
    single = await office.post(f"{programme}/enrolments", "acme", {"person_id": "unready", "role": "mentee"})
    assert (single.status_code, single.json()["missing"]) == (422, ["goals_sought"])
