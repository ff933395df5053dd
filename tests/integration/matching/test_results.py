"""What a cycle leaves behind: its pairs, its audit, its receipt, and replays from it."""

from typing import Any

import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.programmes import CycleAudited
from services.chassis.mongo.scope import NetworkScope
from services.matching.cycle_work.erasing import erase_from_cycles
from services.matching.cycle_work.snapshot import Snapshot, stored_snapshot
from services.matching.domain.cycles.plan_part import PlanPart
from services.matching.domain.participants.participant import Participant
from tests.integration.matching.conftest import MatchingOffice as Office
from tests.integration.matching.test_network import MENTORING, two_organisations
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import OPERATOR, slug
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually
from tests.unit.matching.given import agreement, person

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def replayed(office: Office, path: str, by: str) -> dict[str, Any]:
    """A replay that is over."""
    asked = await office.post(f"{path}/replay", by)
    assert asked.status_code == 202, asked.text
    found: dict[str, Any] = {}

    async def is_over() -> bool:
        found.update((await office.get(asked.headers["Location"], by)).json())
        return bool(found["outcome"] != "running")

    await eventually(is_over)
    return found


async def test_pairs_are_for_those_whose_people_are_in_them_and_name_their_mentorships(
    office: Office, ids: FreshIds
) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    path = f"{programme}/cycles/{cycle['id']}/pairs"
    own, theirs = [(await office.get(path, each)).json()["items"] for each in (ids.acme, ids.bolt)]
    assert sorted(each["mentees"] for each in own) == [[ids.a1], [ids.b1], [ids.b2]]
    assert sorted(each["mentees"] for each in theirs) == [[ids.b1], [ids.b2]]
    known = {each["id"]: each["explanation"] for each in await office.mentorships(ids.acme, cycle_id=cycle["id"])}
    assert {each["mentorship_id"]: each["explanation"] for each in own} == known
    assert (await office.get(path, ids.core)).status_code == 404


async def test_pairs_come_in_pages(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    path = f"{programme}/cycles/{cycle['id']}/pairs"
    seen: list[str] = []
    after = None
    for left in (2, 1, 0):
        page = (await office.get(path, ids.acme, limit=1, **({"after": after} if after else {}))).json()
        seen += [each["mentorship_id"] for each in page["items"]]
        after = page["next"]
        assert (after is not None) == bool(left)
    assert len({*seen}) == 3
    other = (await office.get(f"{programme}/enrolments", ids.acme, limit=1)).json()["next"]
    assert slug(await office.get(path, ids.acme, after=other)) == "cursor-malformed"


async def test_the_audit_is_told_and_shown_to_the_programmes_own_organisation(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    path = f"{programme}/cycles/{cycle['id']}"
    shown = (await office.get(f"{path}/audit", ids.acme)).json()
    assert (shown["coverage"], shown["total_score"]) == (1.0, pytest.approx(cycle["totals"]["total_score"]))
    assert slug(await office.get(f"{path}/audit", ids.bolt)) == "unknown"
    *_, told = await published(office.runtime.settings, "mentormesh.programmes.v1", 3, about=cycle["id"])
    assert isinstance(told.event, CycleAudited)
    assert told.event.audit.result_hash == shown["result_hash"] == told.event.after.result_hash


async def test_a_cycle_is_replayed_from_its_receipt(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    path = f"{programme}/cycles/{cycle['id']}"
    receipt = (await office.get(f"{path}/receipt", ids.acme)).json()
    assert (receipt["people"], receipt["erased"], receipt["seed"]) == (5, 0, 0)
    await office.registers(person(ids.new, ids.acme))
    for by in (ids.acme, OPERATOR):
        over = await replayed(office, path, by)
        assert (over["outcome"], over["result_hash"]) == ("same", receipt["result_hash"])
    assert slug(await office.post(f"{path}/replay", ids.bolt)) == "unknown"


async def test_what_is_stored_is_what_was_read(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids, gives=Share(places=2))
    cycle = await office.matches(programme, ids.acme)
    stored = await stored_snapshot(office.runtime, cycle["id"])
    assert stored is not None
    snapshot = Snapshot.of(stored)
    assert [each.id for each in snapshot.participants] == sorted((ids.m1, ids.m2, ids.a1, ids.b1, ids.b2))
    assert snapshot.ground.ties.between(ids.acme, ids.bolt) is not None
    assert sorted((each.giver, each.left) for each in snapshot.places.values()) == sorted(
        ((ids.acme, 2), (ids.bolt, None)), key=lambda each: each[0]
    )
    now = await office.runtime.reader(NetworkScope("test")).get(Participant, ids.m1)
    assert now is not None
    assert snapshot.participants[[each.id for each in snapshot.participants].index(ids.m1)].person == now.state.person


async def test_after_an_erasure_a_replay_says_what_is_missing(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    path = f"{programme}/cycles/{cycle['id']}"
    for _ in range(2):
        await erase_from_cycles(office.runtime, ids.b1)
    over = await replayed(office, path, ids.acme)
    assert (over["outcome"], over["detail"]) == ("impossible", "cannot be replayed: 1 person erased")
    assert (await office.get(f"{path}/receipt", ids.acme)).json()["erased"] == 1
    assert [each["mentees"] for each in (await office.get(f"{path}/pairs", ids.bolt)).json()["items"]] == [[ids.b2]]
    read = office.runtime.reader(NetworkScope("test"))
    assert await read.count(PlanPart, {"people": ids.b1}) == 0


async def test_cycles_of_all_programmes_are_found_by_their_id_alone(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    body = {"seed": 11}
    started = (await office.post(f"{programme}/cycles", ids.acme, body)).json()
    assert started["seed"] == 11
    listed = (await office.get("/v1/cycles", ids.acme)).json()["items"]
    assert [each["id"] for each in listed] == [started["id"]]
    assert (await office.get("/v1/cycles", ids.bolt)).json()["items"] == []
    assert (await office.get(f"/v1/cycles/{started['id']}", ids.acme)).json()["programme_id"] in programme
    assert slug(await office.get(f"/v1/cycles/{started['id']}", ids.bolt)) == "unknown"
    assert (await office.get(f"/v1/cycles/{started['id']}", OPERATOR)).status_code == 200


async def test_a_vetoed_pair_is_not_matched_and_nobody_is_told_why(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    for mentor in (ids.m1, ids.m2):
        body = {"person_id": ids.b1, "other_id": mentor}
        assert (await office.post(f"{programme}/vetoes", ids.bolt, body)).status_code == 201
    assert (await office.get(f"{programme}/vetoes", ids.acme)).json()["items"] == []
    cycle = await office.matches(programme, ids.acme)
    assert cycle["totals"]["matched"] == 2
    (left_out,) = (await office.get(f"{programme}/cycles/{cycle['id']}/left-out", ids.bolt)).json()["items"]
    assert (left_out["person_id"], left_out["reason"]) == (ids.b1, None)
    assert cycle["totals"]["unmatched"] == [{"constraint": None, "people": 1}]


@pytest.mark.parametrize("mentor", ["m1", "m2"])
async def test_a_pin_is_honoured_whichever_it_is(office: Office, ids: FreshIds, mentor: str) -> None:
    programme = await two_organisations(office, ids)
    body = {"person_id": ids.b1, "other_id": getattr(ids, mentor)}
    assert (await office.post(f"{programme}/pins", ids.bolt, body)).status_code == 201
    cycle = await office.matches(programme, ids.acme)
    pairs = (await office.get(f"{programme}/cycles/{cycle['id']}/pairs", ids.bolt)).json()["items"]
    assert [each["mentor_id"] for each in pairs if each["mentees"] == [ids.b1]] == [getattr(ids, mentor)]
    assert (await office.get(f"{programme}/pins", ids.bolt)).json()["items"] == []


async def test_a_pin_that_cannot_be_honoured_any_more_ends_the_cycle_before_any_work(
    office: Office, ids: FreshIds
) -> None:
    programme = await two_organisations(office, ids)
    body = {"person_id": ids.b1, "other_id": ids.m1}
    pinned = await office.post(f"{programme}/pins", ids.bolt, body)
    assert pinned.status_code == 201, pinned.text
    assert [each["own"] for each in (await office.get(f"{programme}/pins", ids.acme)).json()["items"]] == [False]
    withdrawal = {"person_id": ids.m1}
    assert (await office.post(f"{programme}/withdrawals", ids.acme, withdrawal)).status_code == 200
    failed = await office.matches(programme, ids.acme)
    assert (failed["status"], failed["failure"]["reason"]) == ("failed", "contradiction")
    (pin,) = failed["failure"]["pins"]
    assert (pin["person_id"], pin["other_id"], pin["constraint"]) == (ids.b1, ids.m1, "role")
    lifted = await office.ask("DELETE", f"{programme}/pins/{pinned.json()['id']}", ids.acme)
    assert lifted.status_code == 204
    assert (await office.matches(programme, ids.acme))["status"] == "completed"


async def test_a_policy_with_a_wrong_name_is_refused_with_the_nearest_one(office: Office, ids: FreshIds) -> None:
    body = {"kind": "formal", "title": "x", "policy": {"weights": {"golas": 1}}}
    refused = await office.post("/v1/programmes", ids.acme, body)
    assert (refused.status_code, slug(refused)) == (422, "request-invalid")
    assert refused.json()["errors"] == [
        {"pointer": "/policy/weights/golas", "detail": "there is no criterion golas; did you mean goals?"}
    ]


async def test_a_recommended_mentor_is_not_a_vetoed_one(office: Office, ids: FreshIds) -> None:
    await office.registers(person(ids.m1, ids.acme, **MENTORING), person(ids.b1, ids.bolt))
    await office.joins(agreement(ids.acme, ids.bolt))
    informal = await office.opens(ids.acme, "informal")
    await office.enrols(informal, ids.acme, "mentor", ids.m1)
    await office.enrols(informal, ids.bolt, "mentee", ids.b1)
    body = {"person_id": ids.b1, "other_id": ids.m1}
    assert (await office.post(f"{informal}/vetoes", ids.bolt, body)).status_code == 201
    found = await office.get(f"{informal}/recommendations", ids.bolt, mentee_id=ids.b1)
    assert found.json()["items"] == []
    wish = {"mentee_id": ids.b1, "mentor_id": ids.m1}
    assert slug(await office.post(f"{informal}/requests", ids.bolt, wish)) == "not-eligible"
