"""What another organisation sees: nothing, unless an agreement shares it."""

import pytest

from mentormesh_contracts.organisations import Share
from tests.integration.matching.conftest import MatchingOffice as Office
from tests.integration.matching.test_network import two_organisations
from tests.integration.support.fresh_ids import FreshIds
from tests.unit.matching.given import agreement, person

pytestmark = pytest.mark.asyncio(loop_scope="module")
READ = ("", "/enrolments", "/cycles", "/pins", "/vetoes")


async def test_a_stranger_finds_nothing(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    cycle = await office.matches(programme, ids.acme)
    (mentorship, *_) = await office.mentorships(ids.acme)
    of_a_cycle = f"{programme}/cycles/{cycle['id']}"
    of_it = (of_a_cycle, *(f"{of_a_cycle}/{each}" for each in ("left-out", "progress", "pairs", "audit", "receipt")))
    own = [*(programme + ending for ending in READ), *of_it]
    for path in (*own, f"/v1/mentorships/{mentorship['id']}"):
        assert (await office.get(path, ids.acme)).status_code == 200, path
        assert (await office.get(path, ids.core)).status_code == 404, path
    for path in ("/v1/programmes", "/v1/mentorships", "/v1/places/mentors", "/v1/places/agreements"):
        assert (await office.get(path, ids.acme)).json()["items"], path
        assert (await office.get(path, ids.core)).json()["items"] == [], path
    assert await office.mentorships(ids.core, person_id=ids.m1, programme_id=programme.rpartition("/")[2]) == []


async def test_a_stranger_does_nothing_to_a_mentorship(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    await office.matches(programme, ids.acme)
    (mentorship, *_) = await office.mentorships(ids.acme)
    doings: dict[str, object] = {
        "approve": None,
        "accept": {"person_id": ids.m1},
        "decline": {},
        "pause": None,
        "resume": None,
        "complete": None,
        "end": {"reason": "other"},
        "take-into-programme": {"programme_id": programme.rpartition("/")[2]},
    }
    for ending, body in doings.items():
        answer = await office.post(f"/v1/mentorships/{mentorship['id']}/{ending}", ids.core, body)
        assert answer.status_code == 404, answer.text


async def test_a_partner_sees_the_programme_but_neither_its_people_nor_its_totals(
    office: Office, ids: FreshIds
) -> None:
    programme = await two_organisations(office, ids)
    assert [each["id"] for each in (await office.get("/v1/programmes", ids.bolt)).json()["items"]] == [
        programme.rpartition("/")[2]
    ]
    seen = (await office.get(f"{programme}/enrolments", ids.bolt)).json()["items"]
    assert {each["person_id"] for each in seen} == {ids.b1, ids.b2}
    assert (await office.post(f"{programme}/cycles", ids.bolt)).status_code == 404
    assert (await office.post(f"{programme}/close", ids.bolt)).status_code == 404
    enrolling = await office.post(f"{programme}/enrolments", ids.bolt, {"person_id": ids.a1, "role": "mentor"})
    assert enrolling.status_code == 404


async def test_a_partner_to_whom_mentors_are_not_shared_learns_of_none(office: Office, ids: FreshIds) -> None:
    await two_organisations(office, ids, gives=Share(roles=("mentee",)))  # type: ignore[arg-type]
    informal = await office.opens(ids.acme, "informal")
    await office.enrols(informal, ids.acme, "mentor", ids.m1)
    await office.enrols(informal, ids.bolt, "mentee", ids.b1)
    found = await office.get(f"{informal}/recommendations", ids.bolt, mentee_id=ids.b1)
    assert found.json()["items"] == []
    asked, unheard_of = [
        await office.post(f"{informal}/requests", ids.bolt, {"mentee_id": ids.b1, "mentor_id": id})
        for id in (ids.m1, ids.xx)
    ]
    assert asked.status_code == unheard_of.status_code == 404
    assert asked.json()["detail"].replace(ids.m1, "") == unheard_of.json()["detail"].replace(ids.xx, "")


async def test_an_agreement_that_lists_anothers_programme_opens_nothing(office: Office, ids: FreshIds) -> None:
    programme = await office.opens(ids.core)
    await office.registers(person(ids.b1, ids.bolt))
    await office.joins(agreement(ids.acme, ids.bolt, gives=Share(programmes=(programme.rpartition("/")[2],))))
    assert (await office.get(programme, ids.bolt)).status_code == 404
    answer = await office.post(f"{programme}/enrolments", ids.bolt, {"person_id": ids.b1, "role": "mentee"})
    assert answer.status_code == 404
