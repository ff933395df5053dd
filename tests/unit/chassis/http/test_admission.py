"""So many requests and so many bytes of bodies at once; health and metrics always."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import APIRouter, Request
from httpx import AsyncClient, Response

from services.chassis.settings import load_settings
from tests.unit.chassis.http.stage import Stage, app_of, client_of

MOST, MOST_BYTES, LARGEST = 3, 1000, 600


class Counter:
    """An app whose requests end when they are told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.inside = 0
        router = APIRouter(prefix="/v1")

        @router.post("/wait")
        async def wait(request: Request) -> int:
            size = len(await request.body())
            self.inside += 1
            await self.go.wait()
            return size

        limits: dict[str, Any] = {"requests_at_once": MOST, "bodies_at_once_bytes": MOST_BYTES}
        bodies: dict[str, Any] = {"body_limit_bytes": LARGEST, "file_limit_bytes": LARGEST}
        self.http: AsyncClient = client_of(app_of(router, Stage(settings=load_settings(**limits, **bodies))))

    async def enter(self, *bodies: bytes) -> list["asyncio.Task[Response]"]:
        """Requests that wait inside."""
        entered = self.inside + len(bodies)
        waiting = [asyncio.create_task(self.http.post("/v1/wait", content=body)) for body in bodies]
        while self.inside < entered:
            await asyncio.sleep(0)
        return waiting


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    counter = Counter()
    async with counter.http:
        yield counter


def is_busy(answer: Response) -> bool:
    kind = answer.json()["type"].rpartition("/")[2]
    return (answer.status_code, kind, answer.headers["Retry-After"]) == (503, "busy", "1")


async def test_one_request_too_many_is_asked_to_come_back_and_is_let_in_when_another_has_left(counter: Counter) -> None:
    waiting = await counter.enter(*[b""] * MOST)
    assert is_busy(await counter.http.post("/v1/wait"))
    counter.go.set()
    assert [answer.status_code for answer in await asyncio.gather(*waiting)] == [200] * MOST
    assert (await counter.http.post("/v1/wait")).status_code == 200


async def test_bodies_are_counted_together(counter: Counter) -> None:
    waiting = await counter.enter(b"x" * LARGEST, b"x" * 200)
    assert is_busy(await counter.http.post("/v1/wait", content=b"x" * 201))
    waiting += await counter.enter(b"x" * 200)
    counter.go.set()
    assert [answer.json() for answer in await asyncio.gather(*waiting)] == [LARGEST, 200, 200]


async def test_a_body_that_does_not_say_how_large_it_is_counts_as_it_comes(counter: Counter) -> None:
    async def streamed(size: int) -> AsyncIterator[bytes]:
        for _ in range(size):
            yield b"x"

    waiting = await counter.enter(b"x" * LARGEST, b"x" * (MOST_BYTES - LARGEST - 10))
    assert is_busy(await counter.http.post("/v1/wait", content=streamed(11)))
    last = asyncio.create_task(counter.http.post("/v1/wait", content=streamed(10)))
    counter.go.set()
    assert (await last).json() == 10
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
async def test_health_and_metrics_are_answered_whatever_the_crowd(counter: Counter, path: str) -> None:
    waiting = await counter.enter(*[b""] * MOST)
    assert (await counter.http.get(path)).status_code == 200
    counter.go.set()
    await asyncio.gather(*waiting)
