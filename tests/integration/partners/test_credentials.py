import json
from datetime import timedelta

import pytest

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import verifying_key_of
from services.chassis.identity import new_id
from services.chassis.settings import Settings
from services.partners.app import SERVICE
from tests.integration.partners.conftest import PartnersOffice as Office
from tests.integration.support.office import OPERATOR, problem
from tests.integration.support.published import published
from tests.integration.support.running import running
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


async def test_an_operator_gives_an_organisation_its_first_key_and_it_works_at_once(office: Office) -> None:
    acme = await office.joined("Acme")
    issued = await office.post(
        "/v1/credentials", OPERATOR, {"organisation_id": acme, "scopes": ["administer", "read"], "label": "HR"}
    )
    assert issued.status_code == 201
    own = await office.http.get("/v1/credentials", headers=bearer(issued.json()["secret"]))
    assert [each["label"] for each in own.json()["items"]] == ["HR"]
    assert "secret" not in own.text


async def test_a_repeated_request_gets_the_same_secret_and_issues_nothing(office: Office) -> None:
    acme = await office.joined("Acme")
    key = {"Idempotency-Key": new_id()}
    first = await office.post("/v1/credentials", acme, {"scopes": ["read"]}, headers=key)
    again = await office.post("/v1/credentials", acme, {"scopes": ["read"]}, headers=key)
    assert again.json() == first.json()
    assert len((await office.get("/v1/credentials", acme)).json()["items"]) == 1


async def test_the_secret_is_kept_nowhere(office: Office) -> None:
    acme = await office.joined("Acme")
    issued = (await office.post("/v1/credentials", acme, {"scopes": ["read"]})).json()
    await published(office.runtime.settings, "mentormesh.credentials.v1", 1, about=issued["id"])
    signature = issued["secret"].rpartition(".")[2]
    for name in await office.runtime.database.list_collection_names():
        documents = await office.runtime.database[name].find({}).to_list(None)
        assert signature not in json.dumps(documents, default=str), name


async def test_a_key_gives_no_scope_that_it_does_not_have(office: Office) -> None:
    acme = await office.joined("Acme")
    refused = await office.post(
        "/v1/credentials", acme, {"scopes": ["read", "confide"]}, scopes=[Scope.ADMINISTER, Scope.READ]
    )
    assert (refused.status_code, refused.json()["scopes"]) == (403, ["confide"])


async def test_another_organisations_keys_are_unknown(office: Office) -> None:
    acme, globex = await office.two()
    key = (await office.post("/v1/credentials", acme, {"scopes": ["read"]})).headers["Location"]
    assert (await office.get(key, globex)).status_code == 404
    assert (await office.post(f"{key}/revoke", globex)).status_code == 404
    assert (await office.post(f"{key}/rotate", globex)).status_code == 404
    refused = await office.post("/v1/credentials", globex, {"organisation_id": acme, "scopes": ["read"]})
    assert refused.status_code == 404


async def test_a_revoked_key_is_refused_within_the_bound(office: Office) -> None:
    acme = await office.joined("Acme")
    issued = (await office.post("/v1/credentials", acme, {"scopes": ["read", "administer"]})).json()
    assert (await office.post(f"/v1/credentials/{issued['id']}/revoke", acme)).json()["status"] == "revoked"

    async def is_refused() -> bool:
        answer = await office.http.get("/v1/organisations", headers=bearer(issued["secret"]))
        return answer.status_code == 401

    await eventually(is_refused)


async def test_a_rotated_key_is_valid_until_its_grace_time_is_over(office: Office) -> None:
    acme = await office.joined("Acme")
    old = (await office.post("/v1/credentials", acme, {"scopes": ["read"]})).json()
    successor = (await office.post(f"/v1/credentials/{old['id']}/rotate", acme, {"grace_hours": 2})).json()
    assert successor["scopes"] == old["scopes"]
    for secret in (old["secret"], successor["secret"]):
        assert (await office.http.get("/v1/organisations", headers=bearer(secret))).status_code == 200
    await office.pass_time(timedelta(hours=3))

    async def is_revoked() -> bool:
        shown = (await office.get(f"/v1/credentials/{old['id']}", acme)).json()
        return bool(shown["status"] == "revoked" and shown["successor_id"] == successor["id"])

    await eventually(is_revoked)
    assert (await office.http.get("/v1/organisations", headers=bearer(successor["secret"]))).status_code == 200


async def test_without_a_signing_key_nothing_is_issued(office: Office, settings: Settings) -> None:
    acme = await office.joined("Acme")
    assert settings.signing_key is not None
    trusted = verifying_key_of(settings.signing_key.get_secret_value())
    verifying = settings.model_copy(update={"signing_key": None, "verifying_keys": trusted})
    async with running(SERVICE, verifying) as replicas:
        other = Office(replicas, office.feed, office.ring)
        refused = await other.post("/v1/credentials", acme, {"scopes": ["read"]})
    assert problem(refused) == (501, "cannot-issue-here")
    assert (await office.get("/v1/credentials", acme)).json()["items"] == []
