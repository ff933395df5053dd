import pytest

from mentormesh_contracts.vocabulary import Scope
from tests.integration.partners.conftest import PartnersOffice as Office
from tests.integration.support.office import OPERATOR, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_organisation_joins_and_sees_itself_whole(office: Office) -> None:
    joined = await office.post("/v1/organisations", OPERATOR, {"name": "Umbrella", "zone": "Europe/Berlin"})
    assert joined.status_code == 201
    shown = await office.get(joined.headers["Location"], joined.json()["id"])
    assert shown.json() == joined.json()
    assert shown.json()["zone"] == "Europe/Berlin"
    assert shown.headers["ETag"] == joined.headers["ETag"]


async def test_a_name_is_taken_once_however_it_is_written(office: Office) -> None:
    await office.post("/v1/organisations", OPERATOR, {"name": "Initech"})
    refused = await office.post("/v1/organisations", OPERATOR, {"name": " INITECH"})
    assert problem(refused) == (409, "name-taken")
    assert refused.json()["errors"][0]["pointer"] == "/name"


async def test_nobody_but_operators_lets_organisations_in(office: Office) -> None:
    refused = await office.post("/v1/organisations", await office.joined("Acme"), {"name": "Friends"})
    assert (refused.status_code, refused.json()["scope"]) == (403, "operate")


async def test_organisations_are_strangers_until_they_share(office: Office) -> None:
    acme, globex = await office.two()
    unknown = await office.get(f"/v1/organisations/{globex}", acme)
    nobody = await office.get("/v1/organisations/nobody", acme)
    assert (unknown.status_code, nobody.status_code) == (404, 404)
    assert [each["id"] for each in (await office.get("/v1/organisations", acme)).json()["items"]] == [acme]


async def test_partners_see_each_others_id_and_name_and_no_more(office: Office) -> None:
    acme, globex = await office.two()
    offered = await office.post("/v1/agreements", acme, {"offered_to": globex})
    await office.post(f"{offered.headers['Location']}/accept", globex)
    listed = (await office.get("/v1/organisations", acme)).json()["items"]
    (partner,) = [each for each in listed if each["id"] == globex]
    assert set(partner) == {"id", "name"}
    assert partner["name"].startswith("Globex")
    assert len(listed) == 2


async def test_operators_see_all_in_pages(office: Office) -> None:
    since = office.runtime.clock.now().isoformat()
    ids = [await office.joined(name) for name in ("One", "Two", "Three")]
    first = (await office.get("/v1/organisations", OPERATOR, limit=2, updated_since=since)).json()
    rest = (await office.get("/v1/organisations", OPERATOR, limit=2, after=first["next"], updated_since=since)).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == ids
    assert rest["next"] is None


async def test_a_stale_change_is_refused(office: Office) -> None:
    acme = await office.joined("Acme")
    read = (await office.get(f"/v1/organisations/{acme}", acme)).headers["ETag"]
    changed = await office.patch(f"/v1/organisations/{acme}", acme, {"zone": "Asia/Tokyo"}, headers={"If-Match": read})
    assert (changed.status_code, changed.json()["zone"]) == (200, "Asia/Tokyo")
    stale = await office.patch(f"/v1/organisations/{acme}", acme, {"zone": "UTC"}, headers={"If-Match": read})
    assert stale.status_code == 412


async def test_a_freed_name_can_be_taken_again(office: Office) -> None:
    hooli = (await office.post("/v1/organisations", OPERATOR, {"name": "Hooli"})).json()["id"]
    await office.patch(f"/v1/organisations/{hooli}", hooli, {"name": "Hooli XYZ"})
    assert (await office.post("/v1/organisations", OPERATOR, {"name": "hooli"})).status_code == 201


async def test_whoever_leaves_leaves_no_agreement_and_no_key(office: Office) -> None:
    acme, globex = await office.two()
    agreement = (await office.post("/v1/agreements", acme, {"offered_to": globex})).headers["Location"]
    key = (await office.post("/v1/credentials", acme, {"scopes": ["read"]})).json()["id"]
    left = await office.post(f"/v1/organisations/{acme}/leave", OPERATOR)
    assert left.json()["status"] == "left"
    assert (await office.get(agreement, globex)).json()["status"] == "ended"
    assert (await office.get(f"/v1/credentials/{key}", OPERATOR)).json()["status"] == "revoked"


async def test_a_change_needs_the_scope_for_it(office: Office) -> None:
    acme = await office.joined("Acme")
    refused = await office.post(f"/v1/organisations/{acme}/leave", acme, scopes=[Scope.ROSTER])
    assert refused.status_code == 403
