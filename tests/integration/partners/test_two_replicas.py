"""Two replicas at once: one agreement between two organisations, one organisation a name."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from services.chassis.identity import new_id
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from services.partners.app import SERVICE
from tests.integration.partners.conftest import OPERATOR, Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def other(office: Office, settings: Settings) -> AsyncIterator[Office]:
    """A second replica of the service."""
    runtime = Runtime(SERVICE, settings)
    await runtime.start()
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health))
    async with httpx.AsyncClient(transport=transport, base_url="http://other") as http:
        yield Office(runtime, http)
    await runtime.stop()


async def test_of_many_offers_between_two_organisations_one_stands(office: Office, other: Office) -> None:
    acme, globex = await office.two()
    ways = ((acme, globex), (globex, acme))
    answers = await asyncio.gather(
        *(
            each.post("/v1/agreements", by, {"offered_to": to})
            for by, to in ways
            for each in (office, other)
            for _ in range(5)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert len((await office.get("/v1/agreements", acme)).json()["items"]) == 1


async def test_of_many_organisations_of_one_name_one_joins(office: Office, other: Office) -> None:
    body = {"name": f"Massive {new_id()}"}
    answers = await asyncio.gather(
        *(each.post("/v1/organisations", OPERATOR, body) for each in (office, other) for _ in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 15
