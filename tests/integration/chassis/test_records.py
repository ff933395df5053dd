"""Records in, effects and events out: once, in order, whatever stands between them, with either driver."""

import asyncio
import secrets
from datetime import UTC, datetime

import pytest

from mentormesh_contracts import Envelope
from mentormesh_contracts.people import PersonChanged
from services.chassis.identity import new_id
from services.chassis.settings import Settings
from services.chassis.writer.reading import read
from services.chassis.writer.work import RecordWork
from tests.integration.chassis.exact import SCORES
from tests.integration.chassis.people import changed, registered
from tests.integration.chassis.reading import count_of, counted, held_of, holds
from tests.integration.support.feed import PEOPLE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import Office
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module", params=["pymongo", "motor"])
def driver(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_an_event_has_its_effect_and_leads_to_an_event_with_the_next_sequence(
    toys: Office, ids: FreshIds, settings: Settings
) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(changed(ids.ada), 2)

    await counted(toys.runtime, ids.ada, 2)
    events = await published(settings, SCORES, 2, ids.ada)

    assert [received.envelope.sequence for received in events] == [1, 2]
    assert events[0].envelope.causation_id
    assert [received.event.after.raters for received in events if received.event] == [1, 2]


async def test_a_repeated_event_has_no_second_effect(toys: Office, ids: FreshIds, settings: Settings) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(changed(ids.ada), 2)
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(changed(ids.ada), 3)

    await counted(toys.runtime, ids.ada, 3)

    assert len(await published(settings, SCORES, 3, ids.ada)) == 3


async def test_an_event_that_comes_too_early_waits_for_the_one_before(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(changed(ids.ada), 4)
    await toys.feed.event(changed(ids.ada), 3)
    (third, fourth) = await holds(toys.runtime, 2, ids.ada)
    assert {third["reason"], fourth["reason"]} <= {"gap", "waiting"}
    assert await count_of(toys.runtime, ids.ada) == 1

    await toys.feed.event(changed(ids.ada), 2)

    await counted(toys.runtime, ids.ada, 4)
    await holds(toys.runtime, 0, ids.ada)


async def test_what_waits_for_a_gap_is_tried_less_and_less_often(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada), 2)
    (early,) = await holds(toys.runtime, 1, ids.ada)

    async def tried_twice() -> bool:
        (early,) = await held_of(toys.runtime, ids.ada)
        return bool(early["attempts"] >= 2)

    await eventually(tried_twice)
    (later,) = await held_of(toys.runtime, ids.ada)
    assert (later["due"] - early["due"]).total_seconds() >= 0.4 * (2 ** later["attempts"] - 1) / 2


@pytest.mark.parametrize("value", [b"\xff\xfe", None], ids=["no text", "nothing"])
async def test_a_header_that_is_no_text_takes_no_neighbour_with_it(
    toys: Office, ids: FreshIds, value: bytes | None
) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.event(changed(ids.ada), 2, ("strange", value))
    await toys.feed.event(changed(ids.ada), 3)

    await counted(toys.runtime, ids.ada, 3)


async def test_a_malformed_record_becomes_a_dead_letter_and_its_neighbours_go_on(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await toys.feed.raw(ids.ada, [("ce_id", ids.nonsense.encode())], b"{}")
    await toys.feed.event(changed(ids.ada), 2)

    await counted(toys.runtime, ids.ada, 2)

    letters = await toys.runtime.database["held"].find({"state": "dead"}).to_list(None)
    (letter,) = [row for row in letters if bytes(row["headers"][0][1]) == ids.nonsense.encode()]
    assert letter["why"] == "header ce_type is missing"


@pytest.mark.parametrize("body", [b"{", None], ids=["malformed", "early"])
async def test_a_record_that_is_read_again_before_its_offset_was_committed_is_laid_aside_and_told_of_once(
    toys: Office, ids: FreshIds, body: bytes | None
) -> None:
    envelope = Envelope(new_id(), PersonChanged.TYPE, "/test", ids.ada, datetime.now(UTC), 2, "test")
    headers, place = envelope.to_headers(), secrets.randbelow(10**12)
    body = body or changed(ids.ada).model_dump_json().encode()
    for _ in range(2):
        works = [RecordWork(PEOPLE, 0, place, headers, body, *read(headers, body)) for _ in range(2)]
        await asyncio.gather(*(toys.runtime.writer.submit_records([work]) for work in works))

    assert len(await held_of(toys.runtime, ids.ada)) == 1
    told = {"topic": "mentormesh.operations.v1", "key": {"$regex": f":{place}$"}}
    assert await toys.runtime.database["outbox"].count_documents(told) == 1


async def test_a_record_whose_decider_fails_is_parked_with_those_behind_it(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada, strengths={"trouble": 1}), 1)
    await toys.feed.event(changed(ids.ada), 2)
    await toys.feed.event(registered(ids.bea), 1)

    await counted(toys.runtime, ids.bea, 1)
    (head, behind) = await holds(toys.runtime, 2, ids.ada)

    assert head["why"] == "RuntimeError: this decider has a fault"
    assert behind["due"] is None
    assert await count_of(toys.runtime, ids.ada) == 0


async def test_a_record_that_waits_for_another_fact_goes_on_when_it_has_come(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada, area_sought=ids.bea), 1)
    await toys.feed.event(changed(ids.ada), 2)
    await holds(toys.runtime, 2, ids.ada)

    await toys.feed.event(registered(ids.bea), 1)

    await counted(toys.runtime, ids.ada, 2)
    await holds(toys.runtime, 0, ids.ada)


async def test_a_state_that_is_too_large_parks_its_own_record_and_no_other(toys: Office, ids: FreshIds) -> None:
    people = ids.many("person", 20)
    await toys.feed.event(registered(ids.heavy), 1)
    for id in people[:10]:
        await toys.feed.event(registered(id), 1)
    await toys.feed.event(changed(ids.heavy, strengths={"weight": 5}), 2)
    for id in people[10:]:
        await toys.feed.event(registered(id), 1)

    for id in people:
        await counted(toys.runtime, id, 1)
    (heavy,) = await holds(toys.runtime, 1, ids.heavy)

    assert (heavy["reason"], heavy["sequence"]) == ("failed", 2)
    assert len(heavy["why"]) < 2000
    assert await count_of(toys.runtime, ids.heavy) == 1
