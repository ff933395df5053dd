"""Capacity through HTTP against two replicas, and a cycle that outlives its worker."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from mentormesh_contracts.organisations import Share
from services.chassis.apart import Apart
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.settings import Settings
from services.deciding import Decision
from services.matching.app import SERVICE
from services.matching.cycle_work import carrying_out, run
from services.matching.cycle_work.reporting import reporting
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.plan_part import Planned, PlanPart, part_id
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


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """Where the engine works."""
    apart = Apart()
    yield apart
    apart.close()


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


async def test_an_interrupted_cycle_is_finished_and_nobody_is_matched_twice(
    office: Office, ids: FreshIds, apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentees = ids.many("b", 8)
    programme = await with_mentees(office, ids, mentees)
    cycle = await taken(office, (await office.post(f"{programme}/cycles", ids.acme)).json()["id"])
    path = f"{programme}/cycles/{cycle.id}"
    pairs = await break_off(office, cycle, apart, proposed=3)
    assert len((await office.get(f"{path}/pairs", ids.acme)).json()["items"]) == 8
    assert len(await office.mentorships(ids.acme, cycle_id=cycle.id)) == 3
    monkeypatch.setattr(run, "compute", never)
    await run.run_cycle(office.runtime, await taken(office, cycle.id), apart)
    done = (await office.get(path, ids.acme)).json()
    assert (done["status"], done["totals"]["considered"], done["totals"]["matched"]) == ("completed", 8, 8)
    found = await office.mentorships(ids.acme, cycle_id=cycle.id)
    assert Counter(each["members"][1]["person_id"] for each in found) == dict.fromkeys(mentees, 1)
    assert {each["id"] for each in found} == {each.mentorship_id for each in pairs}


async def test_of_a_plan_that_is_not_published_nothing_is_seen_and_another_worker_makes_the_same(
    office: Office, ids: FreshIds, apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = await with_mentees(office, ids, ids.many("b", 8))
    cycle = await taken(office, (await office.post(f"{programme}/cycles", ids.acme)).json()["id"])
    monkeypatch.setattr(run, "publish_result", dies)
    with pytest.raises(WorkerDied):
        await run.run_cycle(office.runtime, cycle, apart)
    path = f"{programme}/cycles/{cycle.id}"
    for ending in ("pairs", "left-out", "audit"):
        assert slug(await office.get(f"{path}/{ending}", ids.acme)) == "no-result-yet"
    monkeypatch.undo()
    before = await office.runtime.reader(NetworkScope("test")).get_each(PlanPart, [part_id(cycle.id, 0)])
    await run.run_cycle(office.runtime, await taken(office, cycle.id), apart)
    after = await office.runtime.reader(NetworkScope("test")).get_each(PlanPart, [part_id(cycle.id, 0)])
    assert before == after
    assert (await office.get(path, ids.acme)).json()["totals"]["matched"] == 8


async def test_a_cycle_that_ends_every_worker_is_given_up(
    office: Office, ids: FreshIds, apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "MOST_ATTEMPTS", 1)
    programme = await office.opens(ids.acme)
    id = (await office.post(f"{programme}/cycles", ids.acme)).json()["id"]
    await taken(office, id)
    await run.run_cycle(office.runtime, await taken(office, id), apart)
    failed = (await office.get(f"{programme}/cycles/{id}", ids.acme)).json()
    assert (failed["status"], failed["failure"]["reason"]) == ("failed", "computation")
    assert (await office.post(f"{programme}/cycles", ids.acme)).status_code == 202


class WorkerDied(Exception):
    """Planted."""


def dies(*_: object) -> Decision:
    """Stands in the place of the decision that publishes."""
    raise WorkerDied


def never(*_: object) -> None:
    """A plan that is published is not computed again."""
    raise AssertionError


async def with_mentees(office: Office, ids: FreshIds, mentees: list[str]) -> str:
    """A programme with four mentors and those mentees."""
    mentors = ids.many("m", 4)
    await office.registers(
        *(person(id, ids.acme, **MENTORING) for id in mentors),
        *(person(id, ids.acme, places_offered=0) for id in mentees),
    )
    programme = await office.opens(ids.acme)
    await office.enrols(programme, ids.acme, "mentor", *mentors)
    await office.enrols(programme, ids.acme, "mentee", *mentees)
    return programme


async def taken(office: Office, cycle_id: str) -> Cycle:
    """The cycle, in this worker's hands."""
    command = TakeCycle(cycle_id=cycle_id, worker=office.runtime.owner)
    cycle: Cycle = await carry_out(office.runtime, take_cycle, command, "test")
    return cycle


async def break_off(office: Office, cycle: Cycle, apart: Apart, proposed: int) -> list[Planned]:
    """Work on a cycle as its worker does, until so many are proposed; gives the whole plan."""
    async with reporting(office.runtime, cycle) as report:
        published = await run._published(office.runtime, cycle, apart, report)
    assert published is not None
    part = await office.runtime.reader(NetworkScope("test")).get(PlanPart, part_id(cycle.id, 0))
    assert part is not None
    planned = part.state.proposals()
    await asyncio.gather(*(carrying_out._propose(office.runtime, published, each) for each in planned[:proposed]))
    return planned
