"""Two replicas at once: an external id means one person, and nobody is lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.chassis.identity import new_id
from services.chassis.settings import Settings
from services.profile.app import SERVICE
from tests.integration.profile.conftest import ProfileOffice as Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[Office]:
    """Two replicas, on the same database and in the same consumer group."""
    async with Office.opened(SERVICE, settings, replicas=2) as office:
        yield office


async def test_a_person_whom_both_register_at_once_is_one(office: Office) -> None:
    acme = new_id()
    declared = [{"external_id": f"E-{number}", "name": "Ada"} for number in range(20)]
    answers = await asyncio.gather(
        *(office.post("/v1/people", acme, body, replica=replica) for body in declared for replica in (0, 1))
    )
    assert sorted(answer.json()["outcome"] for answer in answers) == ["registered"] * 20 + ["unchanged"] * 20
    assert len({answer.json()["person"]["id"] for answer in answers}) == 20


async def test_a_roster_sent_to_both_at_once_is_taken_in_once(office: Office) -> None:
    acme, people = new_id(), 400
    lines = [f"E-{number},N {number},E-{(number * 7 + 1) % people}" for number in range(people)]
    roster = "\n".join(["external_id,name,preferred_external_ids", *lines])
    answers = await asyncio.gather(*(office.upload(acme, roster, replica=replica) for replica in (0, 1)))
    reports = [answer.json() for answer in answers]
    assert sum(report["registered"] for report in reports) == people
    assert sum(report["unchanged"] for report in reports) == people
    found = {each["external_id"]: each for each in (await office.get("/v1/people", acme, limit=200)).json()["items"]}
    assert len({each["id"] for each in found.values()}) == 200
