from dataclasses import asdict
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends
from httpx import Response
from starlette.requests import Request

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.bound import service_of
from services.chassis.http.caller import Caller, caller_with
from services.chassis.http.documents import Mounted, make_app
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.observability.health import Health
from services.chassis.settings import load_settings
from tests.unit.chassis.http.stage import Stage, app_of, client_of

router = APIRouter(prefix="/v1")


@router.get("/me")
async def me(caller: Annotated[Caller, Depends(caller_with(Scope.READ))]) -> dict[str, Any]:
    return asdict(caller)


@router.get("/organisations")
async def organisations(caller: Annotated[Caller, Depends(caller_with(Scope.READ, Scope.OPERATE))]) -> None: ...


async def asked(stage: Stage, key: str | None, path: str = "/v1/me", **headers: str) -> Response:
    async with client_of(app_of(router, stage), key) as client:
        return await client.get(path, headers=headers)


def kind(answer: Response) -> str:
    return str(answer.json()["type"].rpartition("/")[2])


async def test_a_key_tells_who_calls() -> None:
    stage = Stage()
    answer = await asked(stage, stage.key(Scope.READ), **{"MentorMesh-Actor": " Ada Obi "})
    assert answer.json() == {"key_id": "key-1", "organisation_id": "org-1", "scopes": ["read"], "actor": "Ada Obi"}


async def test_without_a_key_nothing_is_told() -> None:
    answer = await asked(Stage(), None)
    assert (answer.status_code, kind(answer)) == (401, "key-missing")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("given", ["Basic dTpw", "Bearer", "mm_abc"])
async def test_another_kind_of_authorization_is_no_key(given: str) -> None:
    answer = await asked(Stage(), None, Authorization=given)
    assert (answer.status_code, kind(answer)) == (401, "key-missing")


async def test_each_fault_of_a_key_has_its_own_type() -> None:
    stage = Stage()
    revoked = stage.key(Scope.READ, id="key-2")
    stage.revocations.add("key-2")
    foreign = Stage(keys=KeyRing(new_signing_key())).key(Scope.READ)
    faults = {"key-malformed": "mm_abc", "key-unknown": foreign, "key-revoked": revoked}
    for expected, text in faults.items():
        answer = await asked(stage, text)
        assert (answer.status_code, kind(answer)) == (401, expected)
    assert kind(await asked(stage, stage.key(Scope.READ, days=0))) == "key-expired"


async def test_a_missing_scope_is_named() -> None:
    stage = Stage()
    answer = await asked(stage, stage.key(Scope.ROSTER))
    assert (answer.status_code, kind(answer), answer.json()["scope"]) == (403, "scope-missing", "read")


async def test_operating_the_network_gives_no_look_at_what_is_in_it() -> None:
    stage = Stage()
    key = stage.key(Scope.OPERATE)
    assert (await asked(stage, key)).status_code == 403
    assert (await asked(stage, key, "/v1/organisations")).status_code == 200


@pytest.mark.parametrize("actor", ["a" * 101, "bell\x07"])
async def test_an_actor_is_short_and_printable(actor: str) -> None:
    stage = Stage()
    answer = await asked(stage, stage.key(Scope.READ), **{"MentorMesh-Actor": actor})
    assert answer.json()["errors"][0]["parameter"] == "MentorMesh-Actor"


async def test_what_a_key_opens_is_not_stored_on_the_way() -> None:
    stage = Stage()
    assert (await asked(stage, stage.key(Scope.READ))).headers["cache-control"] == "no-store"


async def test_every_answer_to_a_key_tells_where_it_stands() -> None:
    stage = Stage(settings=load_settings(rate_limit_per_minute=2))
    key = stage.key(Scope.READ)
    answers = [await asked(stage, key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert {answer.headers["ratelimit-limit"] for answer in answers} == {"2"}
    assert answers[2].headers["retry-after"] == answers[2].headers["ratelimit-reset"]
    assert kind(answers[2]) == "rate-limited"


async def test_in_one_app_each_router_is_for_its_own_service() -> None:
    def named(prefix: str) -> APIRouter:
        router = APIRouter(prefix=prefix)

        @router.get("/name")
        async def name(request: Request) -> str:
            return service_of(request).name

        return router

    first, second = Stage(name="first"), Stage(name="second")
    mounted = [Mounted(first, named("/a")), Mounted(second, named("/b"))]
    async with client_of(make_app("Both", mounted, settings=first.settings, health=Health())) as client:
        assert [(await client.get(path)).json() for path in ("/a/name", "/b/name")] == ["first", "second"]
