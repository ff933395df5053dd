from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from services.chassis.observability.health import Health, health_routes


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
async def client(health: Health) -> AsyncIterator[AsyncClient]:
    app = FastAPI()
    app.include_router(health_routes(health))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://here") as client:
        yield client


async def test_without_a_reason_it_is_live_and_ready(health: Health, client: AsyncClient) -> None:
    health.add("database", lambda: None)
    health.add("loop", lambda: None, stuck=True)
    assert (await client.get("/health/live")).json() == {"status": "live", "reasons": {}}
    assert (await client.get("/health/ready")).json() == {"status": "ready", "reasons": {}}


async def test_what_is_not_ready_is_named_and_lives(health: Health, client: AsyncClient) -> None:
    health.add("database", lambda: "no answer for 3 s")
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {"status": "not ready", "reasons": {"database": "no answer for 3 s"}}
    assert (await client.get("/health/live")).status_code == 200


async def test_what_is_stuck_is_neither_live_nor_ready(health: Health, client: AsyncClient) -> None:
    health.add("writer", lambda: "has not moved for 40 s", stuck=True)
    assert (await client.get("/health/live")).status_code == 503
    assert (await client.get("/health/ready")).status_code == 503


async def test_a_check_that_breaks_is_a_reason(health: Health, client: AsyncClient) -> None:
    def broken() -> str | None:
        raise KeyError("nothing")

    health.add("broken", broken)
    assert "KeyError" in (await client.get("/health/ready")).json()["reasons"]["broken"]


def test_two_checks_cannot_have_one_name(health: Health) -> None:
    health.add("database", lambda: None)
    with pytest.raises(ValueError, match="database"):
        health.add("database", lambda: None, stuck=True)
