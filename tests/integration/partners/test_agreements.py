from datetime import timedelta

import pytest

from mentormesh_contracts.organisations import AgreementAccepted, AgreementEnded, AgreementOffered
from tests.integration.partners.conftest import PartnersOffice as Office
from tests.integration.support.office import OPERATOR
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def offered(office: Office, by: str, to: str, **terms: object) -> str:
    """The address of an agreement that was just offered."""
    answer = await office.post("/v1/agreements", by, {"offered_to": to, **terms})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


async def test_an_agreement_is_offered_and_accepted(office: Office) -> None:
    acme, globex = await office.two()
    terms = {"gives": {"roles": ["mentor"], "places": 5}, "receives": {"roles": ["mentee"]}, "dual_approval": True}
    address = await offered(office, acme, globex, **terms)
    accepted = await office.post(f"{address}/accept", globex)
    assert accepted.json()["status"] == "active"
    assert accepted.json()["gives"]["places"] == 5
    assert (await office.get(address, acme)).json() == accepted.json()


async def test_a_second_agreement_between_the_two_is_refused(office: Office) -> None:
    acme, globex = await office.two()
    address = await offered(office, acme, globex)
    refused = await office.post("/v1/agreements", globex, {"offered_to": acme})
    assert refused.status_code == 409
    assert address.endswith(refused.json()["agreement_id"])


async def test_nobody_else_sees_it(office: Office) -> None:
    acme, globex = await office.two()
    address = await offered(office, acme, globex)
    initech = await office.joined("Initech")
    for answer in (
        await office.get(address, initech),
        await office.post(f"{address}/accept", initech),
        await office.post(f"{address}/end", initech),
    ):
        assert answer.status_code == 404
    assert (await office.get("/v1/agreements", initech)).json()["items"] == []
    assert (await office.get(address, OPERATOR)).status_code == 403


async def test_agreements_are_listed_by_status(office: Office) -> None:
    acme, globex = await office.two()
    initech = await office.joined("Initech")
    declined = await offered(office, acme, globex)
    await office.post(f"{declined}/decline", globex)
    await offered(office, initech, acme)
    found = (await office.get("/v1/agreements", acme, status="declined")).json()["items"]
    assert [each["offered_to"] for each in found] == [globex]
    assert len((await office.get("/v1/agreements", acme)).json()["items"]) == 2


async def test_an_answer_to_what_has_changed_since_is_refused(office: Office) -> None:
    acme, globex = await office.two()
    address = await offered(office, acme, globex)
    read = (await office.get(address, globex)).headers["ETag"]
    await office.post(f"{address}/accept", globex)
    stale = await office.post(f"{address}/end", globex, headers={"If-Match": read})
    assert stale.status_code == 412


async def test_its_last_day_ends_it(office: Office) -> None:
    acme, globex = await office.two()
    until = (office.runtime.clock.now() + timedelta(days=30)).isoformat()
    address = await offered(office, acme, globex, valid_until=until)
    await office.post(f"{address}/accept", globex)
    await office.pass_time(timedelta(days=31))

    async def is_over() -> bool:
        return bool((await office.get(address, acme)).json()["status"] == "ended")

    await eventually(is_over)
    about = address.rpartition("/")[2]
    told = await published(office.runtime.settings, "mentormesh.organisations.v1", 3, about)
    assert [type(each.event) for each in told] == [AgreementOffered, AgreementAccepted, AgreementEnded]


async def test_a_body_with_a_mistake_is_refused_by_field(office: Office) -> None:
    acme, globex = await office.two()
    refused = await office.post("/v1/agreements", acme, {"offered_to": globex, "gives": {"rolls": ["mentor"]}})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/gives/rolls"
