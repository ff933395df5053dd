"""Two replicas at once: one agreement between two organisations, one organisation a name."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.chassis.identity import new_id
from services.chassis.settings import Settings
from services.partners.app import SERVICE
from tests.integration.partners.conftest import PartnersOffice as Office
from tests.integration.support.office import OPERATOR

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[Office]:
    """Two replicas, on the same database and in the same consumer group."""
    async with Office.opened(SERVICE, settings, replicas=2) as office:
        yield office


async def test_of_many_offers_between_two_organisations_one_stands(office: Office) -> None:
    acme, globex = await office.two()
    ways = ((acme, globex), (globex, acme))
    answers = await asyncio.gather(
        *(
            office.post("/v1/agreements", by, {"offered_to": to}, replica=replica)
            for by, to in ways
            for replica in (0, 1)
            for _ in range(5)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert len((await office.get("/v1/agreements", acme)).json()["items"]) == 1


async def test_of_many_organisations_of_one_name_one_joins(office: Office) -> None:
    body = {"name": f"Massive {new_id()}"}
    answers = await asyncio.gather(
        *(office.post("/v1/organisations", OPERATOR, body, replica=replica) for replica in (0, 1) for _ in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 15
