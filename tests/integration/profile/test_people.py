from typing import Any

import pytest

from mentormesh_contracts.people import PersonChanged, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.vocabulary import Scope
from services.chassis.identity import new_id
from tests.integration.profile.conftest import ProfileOffice as Office
from tests.integration.support.published import published

pytestmark = pytest.mark.asyncio(loop_scope="module")
CONFIDENTIAL = {"reporting_line_external_ids", "never_with_external_ids", "screening"}


async def test_a_person_is_registered_once(office: Office) -> None:
    acme, declared = new_id(), {"external_id": "E-1", "name": "Ada", "roles": ["mentor"]}
    first = await office.post("/v1/people", acme, declared)
    again = await office.post("/v1/people", acme, declared)
    assert (first.status_code, first.json()["outcome"]) == (201, "registered")
    assert again.json()["outcome"] == "unchanged"
    assert again.json()["person"] == first.json()["person"]
    assert (await office.get(first.headers["Location"], acme)).json()["name"] == "Ada"


async def test_an_external_id_in_use_names_whom_to_change(office: Office) -> None:
    acme = new_id()
    known = await office.registered(acme)
    refused = await office.post("/v1/people", acme, {"external_id": "E-1", "name": "Eve"})
    assert refused.status_code == 409
    assert (refused.json()["type"].rpartition("/")[2], refused.json()["person_id"]) == ("external-id-taken", known)


async def test_the_life_of_a_person_is_told_in_order_and_without_a_name(office: Office) -> None:
    acme = new_id()
    id = await office.registered(acme, phone="+49 30 4711")
    address = f"/v1/people/{id}"
    await office.patch(address, acme, {"places_offered": 3})
    await office.patch(address, acme, {"phone": "+49 30 4712"})
    await office.post(f"{address}/leave", acme)
    await office.post("/v1/people", acme, {"external_id": "E-1", "name": "Ada Lovelace"})
    about_her = await published(office.runtime.settings, "mentormesh.people.v1", 4, about=id)
    assert [type(each.event) for each in about_her] == [PersonRegistered, PersonChanged, PersonLeft, PersonReturned]
    assert [each.envelope.sequence for each in about_her] == [1, 2, 3, 4]
    assert not any(word in str(each.event) for each in about_her for word in ("Ada", "4711", "4712", "E-1"))


async def test_a_declaration_takes_the_place_of_the_old_one(office: Office) -> None:
    acme = new_id()
    id = await office.registered(acme, email="ada@example.org", languages=["en"])
    changed = await office.put(f"/v1/people/{id}", acme, {"external_id": "E-1", "name": "Ada"})
    assert changed.json()["outcome"] == "changed"
    assert "email" not in changed.json()["person"]
    assert changed.json()["person"]["languages"] == []


async def test_a_stale_change_is_refused(office: Office) -> None:
    acme = new_id()
    address = f"/v1/people/{await office.registered(acme)}"
    read = {"If-Match": (await office.get(address, acme)).headers["ETag"]}
    assert (await office.patch(address, acme, {"zone": "Asia/Tokyo"}, headers=read)).status_code == 200
    assert (await office.patch(address, acme, {"zone": "UTC"}, headers=read)).status_code == 412


async def test_a_change_that_does_not_fit_is_refused_by_field(office: Office) -> None:
    acme = new_id()
    address = f"/v1/people/{await office.registered(acme)}"
    refused = await office.patch(address, acme, {"places_offered": 500, "zone": "Mars"})
    assert refused.status_code == 422
    assert {error["pointer"] for error in refused.json()["errors"]} == {"/places_offered", "/zone"}


async def test_people_are_found_by_role_external_id_status_and_time(office: Office) -> None:
    acme = new_id()
    mentor = await office.registered(acme, "E-1", roles=["mentor"])
    since = office.runtime.clock.now().isoformat()
    mentee = await office.registered(acme, "E-2", roles=["mentee"])
    await office.post(f"/v1/people/{mentee}/leave", acme)

    async def found(**query: Any) -> list[str]:
        return [each["id"] for each in (await office.get("/v1/people", acme, **query)).json()["items"]]

    assert await found() == [mentor, mentee]
    assert await found(role="mentor") == [mentor]
    assert await found(external_id="E-2") == [mentee]
    assert await found(status="left") == [mentee]
    assert await found(updated_since=since) == [mentee]


async def test_a_list_goes_on_where_it_stopped(office: Office) -> None:
    acme = new_id()
    ids = [await office.registered(acme, f"E-{number}") for number in range(5)]
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        page = (await office.get("/v1/people", acme, limit=2, **after)).json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == ids


async def test_coordinators_see_what_others_of_the_organisation_do_not(office: Office) -> None:
    acme = new_id()
    id = await office.registered(acme, never_with_external_ids=["E-9"], screening="cleared")
    for path in (f"/v1/people/{id}", "/v1/people"):
        told = (
            await office.get(path, acme, scopes=[Scope.COORDINATE]),
            await office.get(path, acme, scopes=[Scope.READ]),
        )
        coordinator, reader = (each.json().get("items", [each.json()])[0] for each in told)
        assert coordinator.keys() >= CONFIDENTIAL
        assert reader.keys().isdisjoint(CONFIDENTIAL)


async def test_readiness_asks_for_what_is_missing(office: Office) -> None:
    acme = new_id()
    id = await office.registered(acme, roles=["mentee"], languages=["en"], disciplines={"law": 2})
    asked = (await office.get(f"/v1/people/{id}/readiness", acme)).json()
    (mentee,) = asked["roles"]
    assert not mentee["ready"]
    assert {gap["gap"] for gap in mentee["missing"]} == {
        "goals_not_chosen",
        "qualities_not_weighed",
        "hours_not_said",
    }


async def test_whoever_only_reads_registers_nobody(office: Office) -> None:
    declared = {"external_id": "E-1", "name": "Ada"}
    refused = await office.post("/v1/people", new_id(), declared, scopes=[Scope.READ])
    assert (refused.status_code, refused.json()["scope"]) == (403, "roster")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("GET", "/readiness", None),
        ("PUT", "", {"external_id": "E-1", "name": "Ada"}),
        ("PATCH", "", {"zone": "UTC"}),
        ("POST", "/leave", None),
    ],
)
async def test_another_organisations_person_is_unknown(office: Office, method: str, path: str, body: object) -> None:
    id = await office.registered(new_id())
    theirs = await office.ask(method, f"/v1/people/{id}{path}", new_id(), body)
    nobody = await office.ask(method, f"/v1/people/{new_id()}{path}", new_id(), body)
    assert (theirs.status_code, nobody.status_code) == (404, 404)
    assert theirs.json()["type"] == nobody.json()["type"]
