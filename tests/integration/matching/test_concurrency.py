"""Capacity through HTTP against two replicas, and a cycle that outlives its worker."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from mentormesh_contracts.organisations import Share
from services.chassis.internal import carry_out
from services.chassis.settings import Settings
from services.matching.app import SERVICE
from services.matching.cohort.plan import plan
from services.matching.cycle_work import run, written
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.work import TakeCycle, take_cycle
from tests.integration.matching.conftest import MatchingOffice as Office
from tests.integration.matching.test_network import MENTORING
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import slug
from tests.unit.matching.given import agreement, person

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[Office]:
    """Two replicas, of which none works on cycles."""
    async with Office.opened(SERVICE, settings.model_copy(update={"workers": False}), replicas=2) as office:
        yield office


async def asked_at_once(office: Office, ids: FreshIds, places: int, quota: int | None) -> Counter[int]:
    """Twelve mentees ask one mentor at once, through both replicas."""
    mentees = ids.many("b", 12)
    await office.registers(
        person(ids.m1, ids.acme, **{**MENTORING, "places_offered": places}), *(person(id, ids.bolt) for id in mentees)
    )
    await office.joins(agreement(ids.acme, ids.bolt, gives=Share(places=quota)))
    informal = await office.opens(ids.acme, "informal")
    await office.enrols(informal, ids.acme, "mentor", ids.m1)
    await office.enrols(informal, ids.bolt, "mentee", *mentees)
    asking = [
        office.post(f"{informal}/requests", ids.bolt, {"mentee_id": id, "mentor_id": ids.m1}, replica=number % 2)
        for number, id in enumerate(mentees)
    ]
    answers = await asyncio.gather(*asking)
    assert {slug(each) for each in answers if each.status_code != 201} <= {"places-taken", "quota-used-up"}
    return Counter(each.status_code for each in answers)


async def test_a_mentor_never_has_more_than_the_places_offered(office: Office, ids: FreshIds) -> None:
    assert await asked_at_once(office, ids, 3, None) == {201: 3, 409: 9}
    (places,) = (await office.get("/v1/places/mentors", ids.acme)).json()["items"]
    assert (places["offered"], places["used"]) == (3, 3)


async def test_a_quota_is_never_exceeded(office: Office, ids: FreshIds) -> None:
    assert await asked_at_once(office, ids, 10, 4) == {201: 4, 409: 8}


async def test_two_cycles_never_run_at_once(office: Office, ids: FreshIds) -> None:
    programme = await office.opens(ids.acme)
    starting = (office.post(f"{programme}/cycles", ids.acme, replica=number % 2) for number in range(6))
    answers = await asyncio.gather(*starting)
    assert Counter(each.status_code for each in answers) == {202: 1, 409: 5}


async def test_an_interrupted_cycle_is_finished_and_nobody_is_matched_twice(office: Office, ids: FreshIds) -> None:
    mentors, mentees = ids.many("m", 4), ids.many("b", 8)
    await office.registers(
        *(person(id, ids.acme, **MENTORING) for id in mentors),
        *(person(id, ids.acme, places_offered=0) for id in mentees),
    )
    programme = await office.opens(ids.acme)
    await office.enrols(programme, ids.acme, "mentor", *mentors)
    await office.enrols(programme, ids.acme, "mentee", *mentees)
    started = (await office.post(f"{programme}/cycles", ids.acme)).json()
    taking = TakeCycle(cycle_id=started["id"], worker=office.runtime.owner)
    taken: Cycle = await carry_out(office.runtime, take_cycle, taking, "test")
    await break_off(office, taken, proposed=3)
    await run.run_cycle(office.runtime, taken)
    done = (await office.get(f"{programme}/cycles/{started['id']}", ids.acme)).json()
    assert (done["status"], done["totals"]["considered"], done["totals"]["matched"]) == ("completed", 8, 8)
    found = await office.mentorships(ids.acme, cycle_id=started["id"])
    assert Counter(each["members"][1]["person_id"] for each in found) == dict.fromkeys(mentees, 1)


async def break_off(office: Office, cycle: Cycle, proposed: int) -> None:
    """Work on a cycle as its worker does, until so many are proposed."""
    read = await run._read(office.runtime, cycle)
    planned = plan(read.participants, read.ground, read.places)
    interrupted = written.Written(office.runtime, cycle, planned)
    await asyncio.gather(*(interrupted._propose(each) for each in planned.proposals[:proposed]))
