"""Held records are tried again by the many: chosen, in the order of each key, a part at a time, or only foreseen."""

from typing import Any

import pytest
from httpx import Response

from mentormesh_contracts import Envelope
from mentormesh_contracts.people import PersonChanged
from tests.integration.chassis.people import NOW, changed, registered
from tests.integration.chassis.reading import count_of, counted, held_of, holds
from tests.integration.support.feed import PEOPLE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import OPERATOR, Office, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROUTE = "/v1/operations/feedback/held-records"


async def malformed(toys: Office, id: str, sequence: int) -> None:
    envelope = Envelope(f"{id}-{sequence}", PersonChanged.TYPE, "/test", id, NOW, sequence, "test")
    await toys.feed.raw(id, envelope.to_headers(), b'{"after": {}}')


async def mended(toys: Office, *people: str) -> None:
    """Dead letters of these can be read now: as if newer code had been brought in."""
    for row in await held_of(toys.runtime, *people):
        if row["state"] == "dead":
            body = changed(row["source"].rpartition("/")[2]).model_dump_json().encode()
            await toys.runtime.database["held"].update_one({"_id": row["_id"]}, {"$set": {"body": body}})


async def many(toys: Office, **which: Any) -> dict[str, Any]:
    answer = await toys.post(f"{ROUTE}/redrive-many", OPERATOR, which)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


async def discard(toys: Office, id: str) -> Response:
    return await toys.post(f"{ROUTE}/discard", OPERATOR, {"id": id, "reason": "it is nonsense"})


def outcomes(answer: dict[str, Any]) -> tuple[int, int, int]:
    return answer["applied"], answer["held"], answer["unreadable"]


async def broken(toys: Office, id: str) -> None:
    """Three events, of which the second cannot be read: it is dead, and the third parked."""
    await toys.feed.event(registered(id), 1)
    await malformed(toys, id, 2)
    await toys.feed.event(changed(id), 3)
    await holds(toys.runtime, 2, id)


async def test_a_mended_dead_letter_has_its_effect_in_its_place_and_those_behind_it_follow(
    toys: Office, ids: FreshIds
) -> None:
    await broken(toys, ids.ada)
    await mended(toys, ids.ada)
    assert outcomes(await many(toys, state="dead", aggregate=ids.ada, dry_run=True)) == (1, 0, 0)
    assert await count_of(toys.runtime, ids.ada) == 1

    assert outcomes(await many(toys, state="dead", aggregate=ids.ada)) == (2, 0, 0)

    await counted(toys.runtime, ids.ada, 3)
    await holds(toys.runtime, 0, ids.ada)


async def test_those_that_nobody_can_read_yet_stay_with_what_waits_for_them(toys: Office, ids: FreshIds) -> None:
    await broken(toys, ids.ada)

    assert outcomes(await many(toys, aggregate=ids.ada, dry_run=True)) == (0, 1, 1)
    assert outcomes(await many(toys, aggregate=ids.ada)) == (0, 1, 1)

    letter, parked = await held_of(toys.runtime, ids.ada)
    assert (letter["state"], letter["attempts"], parked["state"]) == ("dead", 1, "parked")
    assert letter["tried_at"]


async def test_many_are_tried_a_part_at_a_time_and_each_is_counted_once(toys: Office, ids: FreshIds) -> None:
    people = ids.many("person", 4)
    for id in people:
        await broken(toys, id)
    await mended(toys, *people[:3])
    parts = [await many(toys, topic=PEOPLE, type=PersonChanged.TYPE, limit=1)]
    while (after := parts[-1]["next"]) is not None:
        parts.append(await many(toys, topic=PEOPLE, type=PersonChanged.TYPE, limit=1, after=after))

    applied, *still = map(sum, zip(*map(outcomes, parts), strict=True))
    assert applied == 6
    for id in people[:3]:
        await counted(toys.runtime, id, 3)
    held = await toys.runtime.database["held"].count_documents({"topic": PEOPLE, "state": {"$in": ["dead", "parked"]}})
    assert sum(still) == held


async def test_only_those_that_fit_are_tried(toys: Office, ids: FreshIds) -> None:
    await broken(toys, ids.ada)
    await mended(toys, ids.ada)
    for which in ({"topic": "mentormesh.feedback.v1"}, {"type": "mentormesh.person.erased.v1"}, {"reason": "failed"}):
        assert outcomes(await many(toys, aggregate=ids.ada, **which)) == (0, 0, 0)
    assert len(await held_of(toys.runtime, ids.ada)) == 2
    assert outcomes(await many(toys, aggregate=ids.ada, reason="malformed")) == (2, 0, 0)


async def test_a_number_that_was_given_up_ahead_of_its_turn_is_passed_over_in_its_turn(
    toys: Office, ids: FreshIds
) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await malformed(toys, ids.ada, 3)
    (letter,) = await holds(toys.runtime, 1, ids.ada)
    assert (await discard(toys, letter["_id"])).json()["state"] == "discarded"
    await toys.feed.event(changed(ids.ada), 4)
    await holds(toys.runtime, 2, ids.ada)
    assert await count_of(toys.runtime, ids.ada) == 1

    await toys.feed.event(changed(ids.ada), 2)

    await counted(toys.runtime, ids.ada, 3)
    (kept,) = await holds(toys.runtime, 1, ids.ada)
    assert (kept["state"], kept["passed"]) == ("discarded", True)


async def test_the_right_record_has_its_effect_though_a_wrong_one_of_its_number_was_given_up(
    toys: Office, ids: FreshIds
) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await malformed(toys, ids.ada, 2)
    (letter,) = await holds(toys.runtime, 1, ids.ada)
    await discard(toys, letter["_id"])

    await toys.feed.event(changed(ids.ada), 2)
    await toys.feed.event(changed(ids.ada), 3)

    await counted(toys.runtime, ids.ada, 3)


async def test_what_was_given_up_is_not_tried_again(toys: Office, ids: FreshIds) -> None:
    await malformed(toys, ids.ada, 1)
    (letter,) = await holds(toys.runtime, 1, ids.ada)
    await discard(toys, letter["_id"])
    answer = await toys.post(f"{ROUTE}/redrive", OPERATOR, {"id": letter["_id"]})
    assert problem(answer) == (409, "already-discarded")
    assert outcomes(await many(toys, aggregate=ids.ada)) == (0, 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "discarded"},
        {"reason": "nonsense"},
        {"topic": "no topic"},
        {"limit": 501},
        {"limit": 0},
        {"type": "x" * 221},
        {"aggregate": ""},
        {"everything": True},
    ],
)
async def test_a_wrong_choice_is_named(toys: Office, wrong: dict[str, Any]) -> None:
    answer = await toys.post(f"{ROUTE}/redrive-many", OPERATOR, wrong)
    assert problem(answer) == (422, "request-invalid")
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(wrong))}"


async def test_a_wrong_cursor_a_wrong_id_and_a_wrong_key_are_told(toys: Office) -> None:
    again = f"{ROUTE}/redrive-many"
    assert problem(await toys.post(again, OPERATOR, {"after": "nonsense"})) == (400, "cursor-malformed")
    assert problem(await toys.post(again, "org", {})) == (403, "scope-missing")
    assert problem(await toys.get(f"{ROUTE}/counts", "org")) == (403, "scope-missing")
    assert problem(await toys.get(f"{ROUTE}/one", OPERATOR, id="x" * 601))[0] in (400, 422)
    assert problem(await toys.get(f"{ROUTE}/one", OPERATOR, id="nobody")) == (404, "unknown")
    assert problem(await toys.get(ROUTE, OPERATOR, state="buried"))[0] in (400, 422)
