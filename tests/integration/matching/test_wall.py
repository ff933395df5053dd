"""What another organisation sees: nothing, unless an agreement shares it."""

from mentormesh_contracts.organisations import Share
from tests.integration.matching.conftest import Office
from tests.integration.matching.test_network import two_organisations
from tests.unit.matching.given import agreement, person

READ = ("", "/enrolments", "/cycles")
DOINGS: dict[str, object] = {
    "approve": None,
    "accept": {"person_id": "m1"},
    "decline": {},
    "pause": None,
    "resume": None,
    "complete": None,
    "end": {"reason": "other"},
    "take-into-programme": {"programme_id": "p"},
}


async def test_a_stranger_finds_nothing(office: Office) -> None:
    programme = await two_organisations(office)
    cycle = await office.matches(programme)
    (mentorship, *_) = await office.mentorships("acme")
    of_a_cycle = f"{programme}/cycles/{cycle['id']}"
    of_it = (of_a_cycle, f"{of_a_cycle}/left-out", f"{of_a_cycle}/progress")
    own = [*(programme + ending for ending in READ), *of_it]
    for path in (*own, f"/v1/mentorships/{mentorship['id']}"):
        assert (await office.get(path, "acme")).status_code == 200, path
        assert (await office.get(path, "core")).status_code == 404, path
    for path in ("/v1/programmes", "/v1/mentorships", "/v1/places/mentors", "/v1/places/agreements"):
        assert (await office.get(path, "acme")).json()["items"], path
        assert (await office.get(path, "core")).json()["items"] == [], path
    assert await office.mentorships("core", person_id="m1", programme_id=programme.rpartition("/")[2]) == []


async def test_a_stranger_does_nothing_to_a_mentorship(office: Office) -> None:
    programme = await two_organisations(office)
    await office.matches(programme)
    (mentorship, *_) = await office.mentorships("acme")
    for ending, body in DOINGS.items():
        answer = await office.post(f"/v1/mentorships/{mentorship['id']}/{ending}", "core", body)
        assert answer.status_code == 404, answer.text


async def test_a_partner_sees_the_programme_but_neither_its_people_nor_its_totals(office: Office) -> None:
    programme = await two_organisations(office)
    assert [each["id"] for each in (await office.get("/v1/programmes", "bolt")).json()["items"]] == [
        programme.rpartition("/")[2]
    ]
    seen = (await office.get(f"{programme}/enrolments", "bolt")).json()["items"]
    assert {each["person_id"] for each in seen} == {"b1", "b2"}
    assert (await office.post(f"{programme}/cycles", "bolt")).status_code == 404
    assert (await office.post(f"{programme}/close", "bolt")).status_code == 404
    enrolling = await office.post(f"{programme}/enrolments", "bolt", {"person_id": "a1", "role": "mentor"})
    assert enrolling.status_code == 404


async def test_a_partner_to_whom_mentors_are_not_shared_learns_of_none(office: Office) -> None:
    await two_organisations(office, gives=Share(roles=("mentee",)))  # type: ignore[arg-type]
    informal = await office.opens("informal")
    await office.enrols(informal, "acme", "mentor", "m1")
    await office.enrols(informal, "bolt", "mentee", "b1")
    found = await office.get(f"{informal}/recommendations", "bolt", mentee_id="b1")
    assert found.json()["items"] == []
    asked, unheard_of = [
        await office.post(f"{informal}/requests", "bolt", {"mentee_id": "b1", "mentor_id": id}) for id in ("m1", "xx")
    ]
    assert asked.status_code == unheard_of.status_code == 404
    assert asked.json()["detail"].replace("m1", "") == unheard_of.json()["detail"].replace("xx", "")


async def test_an_agreement_that_lists_anothers_programme_opens_nothing(office: Office) -> None:
    programme = await office.opens(by="core")
    await office.registers(person("b1", "bolt"))
    await office.joins(agreement(gives=Share(programmes=(programme.rpartition("/")[2],))))
    assert (await office.get(programme, "bolt")).status_code == 404
    answer = await office.post(f"{programme}/enrolments", "bolt", {"person_id": "b1", "role": "mentee"})
    assert answer.status_code == 404
