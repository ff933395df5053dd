from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends
from openapi_spec_validator import validate
from pydantic import BaseModel

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with
from services.chassis.http.openapi import openapi_document
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import NotHeardYet, responses
from services.deciding import Invalid
from tests.unit.chassis.http.stage import app_of, client_of


class TooEarly(Invalid):
    """It has not begun yet."""


class Thing(BaseModel):
    name: str


router = APIRouter(prefix="/v1/things")
Reader = Annotated[Caller, Depends(caller_with(Scope.READ))]


@router.get("")
async def list_things(caller: Reader, page: PageQuery) -> Page[Thing]:
    return Page(items=[])


@router.post("", status_code=201, responses=responses(TooEarly, NotHeardYet))
async def make_thing(caller: Reader, thing: Thing) -> Thing:
    return thing


@router.get("/open")
async def open_to_all() -> Thing:
    return Thing(name="open")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_document(app_of(router))


def examples(document: dict[str, Any], method: str, status: str) -> set[str]:
    answer = document["paths"]["/v1/things"][method]["responses"][status]
    return set(answer["content"]["application/problem+json"]["examples"])


def test_it_is_valid_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_operations_have_short_names(document: dict[str, Any]) -> None:
    assert document["paths"]["/v1/things"]["post"]["operationId"] == "tested_make_thing"


def test_a_service_is_a_tag_with_a_sentence(document: dict[str, Any]) -> None:
    assert document["tags"] == [{"name": "tested", "description": "Only for tests."}]


def test_keys_are_the_security_scheme(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert "security" not in document["paths"]["/v1/things/open"]["get"]


def test_problems_that_any_request_may_meet_are_there(document: dict[str, Any]) -> None:
    assert examples(document, "get", "401") >= {"key-missing", "key-expired", "key-revoked"}
    assert examples(document, "get", "403") == {"scope-missing"}
    assert examples(document, "get", "429") == {"rate-limited"}
    assert examples(document, "post", "413") == {"body-too-large"}


def test_problems_of_a_route_stand_beside_the_general_ones(document: dict[str, Any]) -> None:
    assert examples(document, "post", "422") == {"too-early", "request-invalid"}
    assert examples(document, "post", "503") == {"not-heard-yet"}


def test_every_error_is_a_problem_and_nothing_else(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if not status.startswith("2"):
                    assert set(answer["content"]) == {"application/problem+json"}
    assert "HTTPValidationError" not in str(document)


def test_the_way_in_and_the_pages_are_not_part_of_it(document: dict[str, Any]) -> None:
    assert set(document["paths"]) == {"/v1/things", "/v1/things/open"}


async def test_it_is_served() -> None:
    async with client_of(app_of(router)) as client:
        assert (await client.get("/openapi.json")).json()["info"]["title"] == "Tested"
