from collections.abc import AsyncIterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Body, Request
from httpx import Response

from services.chassis.settings import load_settings
from tests.unit.chassis.http.stage import Stage, app_of, client_of

LIMIT = 1000
router = APIRouter(prefix="/v1")


@router.post("/json")
async def read_json(body: Annotated[list[int], Body()]) -> int:
    return len(body)


@router.post("/raw")
@router.post("/people/imports")
async def read_raw(request: Request) -> int:
    return len(await request.body())


@router.post("/unread")
async def leave_unread() -> str:
    return "unread"


async def post(path: str, content: bytes, *, announced: bool) -> Response:
    async def streamed() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 100):
            yield content[start : start + 100]

    stage = Stage(settings=load_settings(body_limit_bytes=LIMIT, file_limit_bytes=10 * LIMIT))
    sent: Any = content if announced else streamed()
    async with client_of(app_of(router, stage)) as client:
        return await client.post(path, content=sent, headers={"content-type": "application/json"})


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("path", ["/v1/json", "/v1/raw"])
async def test_a_body_beyond_the_limit_is_refused(path: str, announced: bool) -> None:
    answer = await post(path, b"[" + b"1," * LIMIT + b"1]", announced=announced)
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/body-too-large")
    assert str(LIMIT) in answer.json()["detail"]


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_within_the_limit_is_read(announced: bool) -> None:
    assert (await post("/v1/raw", b"x" * LIMIT, announced=announced)).json() == LIMIT


@pytest.mark.parametrize("announced", [True, False])
async def test_files_may_be_larger_but_not_endless(announced: bool) -> None:
    assert (await post("/v1/people/imports", b"x" * 10 * LIMIT, announced=announced)).json() == 10 * LIMIT
    assert (await post("/v1/people/imports", b"x" * (10 * LIMIT + 1), announced=announced)).status_code == 413


async def test_a_body_that_nobody_reads_costs_nothing() -> None:
    assert (await post("/v1/unread", b"x" * LIMIT * 5, announced=False)).json() == "unread"
