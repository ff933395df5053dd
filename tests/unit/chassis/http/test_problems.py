from datetime import UTC, datetime
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Header, Query
from httpx import Response
from pydantic import BaseModel, Field, field_validator

from services.chassis.http.problems import (
    Busy,
    CursorMalformed,
    IdempotencyKeyMissing,
    KeyMissing,
    NotHeardYet,
    Problem,
    RateLimited,
    Stale,
    pointer_to,
    responses,
)
from services.deciding import Refusal, Unknown
from tests.unit.chassis.http.stage import app_of, client_of


class PlacesTaken(Refusal):
    """Every place
    is taken."""


class Item(BaseModel):
    name: str = Field(max_length=5)
    parts: list[int] = []

    @field_validator("name")
    @classmethod
    def _no_x(cls, name: str) -> str:
        if "x" in name:
            raise ValueError(f"{name} has an x")
        return name


class Loose(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def _echo(cls, name: str) -> str:
        raise ValueError(f"{name} is not good")


router = APIRouter(prefix="/v1")
RAISED: dict[str, Exception] = {
    "taken": PlacesTaken("no place is left", field="goals.0", places=3, until=datetime(2026, 1, 1, tzinfo=UTC)),
    "shadow": PlacesTaken("said", status=200, type="mine"),
    "unknown": Unknown("sharing_agreements", "a-1"),
    "busy": Busy("too much is waiting", retry_after=2.2),
    "unheard": NotHeardYet("person p-1 is not known here yet"),
    "limited": RateLimited("too many", retry_after=30),
    "stale": Stale("it is at revision 8", revision=8),
    "keyless": KeyMissing("no key"),
    "keyless-post": IdempotencyKeyMissing("send one"),
    "cursor": CursorMalformed("after", "not ours"),
    "broken": RuntimeError("the secret insides"),
}


@router.get("/raise/{name}")
async def raising(name: str) -> None:
    raise RAISED[name]


@router.post("/items")
async def post(item: Item) -> Item:
    return item


@router.post("/loose")
async def post_loose(item: Loose) -> None: ...


@router.get("/query")
async def query(limit: Annotated[int, Query(ge=1)], x_flag: Annotated[bool | None, Header()] = None) -> None: ...


async def get(path: str, **more: Any) -> Response:
    async with client_of(app_of(router)) as client:
        return await client.get(path, **more)


async def posted(path: str, **more: Any) -> Response:
    async with client_of(app_of(router)) as client:
        return await client.post(path, **more)


def test_a_problem_is_named_after_its_fact() -> None:
    assert pointer_to("goals.0.kind") == "/goals/0/kind"
    assert pointer_to("/goals") == "/goals"


async def test_a_refusal_tells_type_field_and_facts() -> None:
    answer = await get("/v1/raise/taken")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    Problem.model_validate(body)
    assert body.pop("correlation_id") == answer.headers["x-correlation-id"]
    assert body == {
        "type": "https://mentormesh.example/problems/places-taken",
        "title": "Places taken",
        "status": 409,
        "detail": "no place is left",
        "places": 3,
        "until": "2026-01-01T00:00:00Z",
        "errors": [{"pointer": "/goals/0", "detail": "no place is left"}],
    }


async def test_facts_cannot_replace_the_standard_members() -> None:
    body = (await get("/v1/raise/shadow")).json()
    assert (body["status"], body["type"]) == (409, "https://mentormesh.example/problems/places-taken")


@pytest.mark.parametrize(
    ("name", "status", "header", "value"),
    [
        ("unknown", 404, "content-type", "application/problem+json"),
        ("busy", 503, "retry-after", "3"),
        ("unheard", 503, "retry-after", "1"),
        ("limited", 429, "retry-after", "30"),
        ("stale", 412, "content-type", "application/problem+json"),
        ("keyless", 401, "www-authenticate", 'Bearer realm="MentorMesh"'),
        ("keyless-post", 400, "content-type", "application/problem+json"),
    ],
)
async def test_each_fact_has_its_status_and_headers(name: str, status: int, header: str, value: str) -> None:
    answer = await get(f"/v1/raise/{name}")
    assert (answer.status_code, answer.headers[header]) == (status, value)


async def test_a_parameter_at_fault_is_named() -> None:
    answer = await get("/v1/raise/cursor")
    assert answer.json()["errors"] == [{"parameter": "after", "detail": "not ours"}]


async def test_wrong_fields_are_pointed_at() -> None:
    answer = await posted("/v1/items", json={"name": "toolong", "parts": [1, "b"]})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/name", "/parts/1"]


async def test_own_validators_speak_plainly() -> None:
    answer = await posted("/v1/items", json={"name": "axe"})
    assert answer.json()["errors"] == [{"pointer": "/name", "detail": "axe has an x"}]


async def test_parameters_are_named() -> None:
    answer = await get("/v1/query?limit=0", headers={"x-flag": "perhaps"})
    assert [fault["parameter"] for fault in answer.json()["errors"]] == ["limit", "x-flag"]


async def test_a_body_that_is_not_json_is_a_bad_request() -> None:
    answer = await posted("/v1/items", content="{nope", headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/body-unreadable")


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"[" * 100_000, b"", b"null", b"NaN"])
async def test_strange_bodies_are_problems_as_well(content: bytes) -> None:
    answer = await posted("/v1/items", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_no_more_of_a_value_comes_back_than_its_beginning() -> None:
    answer = await posted("/v1/loose", json={"name": "secret" * 1000})
    assert len(answer.content) < 600


async def test_no_more_of_a_field_name_comes_back_than_its_beginning() -> None:
    answer = await posted("/v1/items", json={"parts": {"k" * 5000: 1}})
    assert len(answer.content) < 600


async def test_an_unknown_address_is_a_problem() -> None:
    answer = await get("/nowhere")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (404, "no-such-route")


async def test_a_wrong_method_says_which_are_right() -> None:
    answer = await posted("/v1/query")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["type"].endswith("/method-not-allowed")
    assert answer.json()["detail"] == "Specified method is invalid for this resource"


async def test_the_unforeseen_is_logged_and_its_insides_are_kept(caplog: pytest.LogCaptureFixture) -> None:
    answer = await get("/v1/raise/broken")
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("/internal-error")
    assert "secret" not in answer.text
    assert "the secret insides" in repr(caplog.records[0].msg)


def test_refusals_appear_in_the_documents_by_status() -> None:
    documented = responses(PlacesTaken, Busy, NotHeardYet)
    assert set(documented) == {409, 503}
    assert "`places-taken`: Every place is taken." in documented[409]["description"]
    assert set(documented[503]["content"]["application/problem+json"]["examples"]) == {"busy", "not-heard-yet"}
