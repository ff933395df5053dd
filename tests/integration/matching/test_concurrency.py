"""Capacity through HTTP against two replicas, and a cycle that outlives its worker."""

import asyncio
from collections import Counter

import pytest

from mentormesh_contracts.organisations import Share
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.matching.cohort.plan import plan
from services.matching.cycle_work import run, worker, written
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.work import TakeCycle, take_cycle
from tests.integration.matching.conftest import Office, Opening
from tests.integration.matching.test_network import MENTORING
from tests.unit.matching.given import agreement, person

MENTEES = [f"b{number}" for number in range(12)]


async def asked_at_once(office: Office, places: int, quota: int | None) -> Counter[int]:
    """Twelve mentees ask one mentor at once, through both replicas."""
    await office.registers(
        person("m1", **{**MENTORING, "places_offered": places}), *(person(id, "bolt") for id in MENTEES)
    )
    await office.joins(agreement(gives=Share(places=quota)))
    informal = await office.opens("informal")
    await office.enrols(informal, "acme", "mentor", "m1")
    await office.enrols(informal, "bolt", "mentee", *MENTEES)
    asking = [
        office.post(f"{informal}/requests", "bolt", {"mentee_id": id, "mentor_id": "m1"}, replica=number % 2)
        for number, id in enumerate(MENTEES)
    ]
    answers = await asyncio.gather(*asking)
    refused = {each.json()["type"].rpartition("/")[2] for each in answers if each.status_code != 201}
    assert refused <= {"places-taken", "quota-used-up"}
    return Counter(each.status_code for each in answers)


async def test_a_mentor_never_has_more_than_the_places_offered(opened: Opening) -> None:
    async with opened(2) as office:
        assert await asked_at_once(office, 3, None) == {201: 3, 409: 9}
        (places,) = (await office.get("/v1/places/mentors", "acme")).json()["items"]
        assert (places["offered"], places["used"]) == (3, 3)


async def test_a_quota_is_never_exceeded(opened: Opening) -> None:
    async with opened(2) as office:
        assert await asked_at_once(office, 10, 4) == {201: 4, 409: 8}


async def test_two_cycles_never_run_at_once(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY", 3600.0)
    async with opened(2) as office:
        programme = await office.opens()
        starting = (office.post(f"{programme}/cycles", "acme", replica=number % 2) for number in range(6))
        answers = await asyncio.gather(*starting)
        assert Counter(each.status_code for each in answers) == {202: 1, 409: 5}


async def test_an_interrupted_cycle_is_finished_and_nobody_is_matched_twice(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY", 3600.0)
    async with opened(1) as office:
        mentors = [f"m{number}" for number in range(4)]
        await office.registers(
            *(person(id, **MENTORING) for id in mentors), *(person(id, places_offered=0) for id in MENTEES[:8])
        )
        programme = await office.opens()
        await office.enrols(programme, "acme", "mentor", *mentors)
        await office.enrols(programme, "acme", "mentee", *MENTEES[:8])
        await asyncio.sleep(0.1)
        started = (await office.post(f"{programme}/cycles", "acme")).json()
        taken: Cycle = await carry_out(
            office.runtime, take_cycle, TakeCycle(cycle_id=started["id"], worker=office.runtime.owner), "c"
        )
        read = await run._read(office.runtime, taken)
        half = plan(read.participants, read.ground, read.places)
        interrupted = written.Written(office.runtime, taken, half)
        await asyncio.gather(*(interrupted._propose(each) for each in half.proposals[:3]))
        await run.run_cycle(office.runtime, taken)
        done = (await office.get(f"{programme}/cycles/{started['id']}", "acme")).json()
        assert (done["status"], done["totals"]["considered"], done["totals"]["matched"]) == ("completed", 8, 8)
        found = await office.mentorships("acme", cycle_id=started["id"])
        matched = Counter(each["members"][1]["person_id"] for each in found)
        assert set(matched.values()) == {1}
        assert len(matched) == 8


async def test_a_cycle_whose_engine_fails_ends_without_a_result(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ArithmeticError("no")

    monkeypatch.setattr(run, "plan", broken)
    programme = await office.opens()
    cycle = await office.matches(programme)
    assert (cycle["status"], cycle["totals"]) == ("failed", None)
    assert await office.runtime.reader(NetworkScope("test")).count(Cycle, {"status": "running"}) == 0
