"""What an operator does with held records: look, try again, give up."""

from typing import Any

import pytest
from httpx import Response

from mentormesh_contracts import Envelope
from mentormesh_contracts.people import PersonChanged
from mentormesh_contracts.vocabulary import Scope
from services.chassis.housekeeping.held_records import HeldRecords, NotTheHead
from tests.integration.chassis.people import NOW, changed, registered
from tests.integration.chassis.reading import counted, held_of, holds
from tests.integration.support.feed import PEOPLE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import OPERATOR, Office, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROUTE = "/v1/operations/feedback/held-records"


async def malformed(toys: Office, id: str, sequence: int) -> None:
    envelope = Envelope(f"{id}-{sequence}", PersonChanged.TYPE, "/test", id, NOW, sequence, "test")
    await toys.feed.raw(id, envelope.to_headers(), b'{"after": {}}')


async def mended(toys: Office, id: str, sequence: int) -> None:
    """The decider works now: as if newer code had been brought in."""
    body = registered(id).model_dump_json().encode()
    await toys.runtime.database["held"].update_one({"_id": f"{PEOPLE}/{id}/{sequence}"}, {"$set": {"body": body}})


async def discard(toys: Office, id: str, reason: str = "it is nonsense") -> Response:
    return await toys.post(f"{ROUTE}/discard", OPERATOR, {"id": id, "reason": reason})


async def trouble(toys: Office, id: str) -> list[str]:
    """A record whose decider fails, with two behind it; gives their ids."""
    await toys.feed.event(registered(id, strengths={"trouble": 1}), 1)
    await toys.feed.event(changed(id), 2)
    await toys.feed.event(changed(id), 3)
    return [row["_id"] for row in await holds(toys.runtime, 3, id)]


async def test_a_parked_record_is_tried_again_with_those_behind_it_in_order(toys: Office, ids: FreshIds) -> None:
    parked = await trouble(toys, ids.ada)
    await mended(toys, ids.ada, 1)

    answer = await toys.post(f"{ROUTE}/redrive", OPERATOR, {"id": parked[2]})

    assert answer.status_code == 202
    await counted(toys.runtime, ids.ada, 3)
    await holds(toys.runtime, 0, ids.ada)


async def test_a_parked_record_that_is_given_up_lets_those_behind_it_go_on(toys: Office, ids: FreshIds) -> None:
    head, behind, _ = await trouble(toys, ids.ada)
    assert problem(await discard(toys, behind)) == (409, "not-the-head")

    given_up = await discard(toys, head)

    assert given_up.json()["state"] == "discarded"
    await counted(toys.runtime, ids.ada, 2)
    (kept,) = await holds(toys.runtime, 1, ids.ada)
    assert (kept["discard_reason"], kept["due"]) == ("it is nonsense", None)
    assert (await discard(toys, head, "once more")).json()["state"] == "discarded"
    assert (await held_of(toys.runtime, ids.ada))[0]["discard_reason"] == "it is nonsense"


async def test_a_dead_letter_that_is_given_up_lets_those_behind_it_go_on(toys: Office, ids: FreshIds) -> None:
    await toys.feed.event(registered(ids.ada), 1)
    await malformed(toys, ids.ada, 2)
    await toys.feed.event(changed(ids.ada), 3)
    letter, _ = await holds(toys.runtime, 2, ids.ada)
    held = HeldRecords(toys.runtime.database, toys.runtime.writer, toys.runtime.clock.now)
    with pytest.raises(NotTheHead):
        await held.discard(f"{PEOPLE}/{ids.ada}/3", "too early", "olga")

    shown = await toys.get(f"{ROUTE}/one", OPERATOR, id=letter["_id"])
    assert (shown.json()["state"], shown.json()["sequence"], shown.json()["body"]) == ("dead", 2, '{"after": {}}')
    again = await toys.post(f"{ROUTE}/redrive", OPERATOR, {"id": letter["_id"]})
    assert again.json()["state"] == "dead"
    assert (await discard(toys, letter["_id"])).json()["state"] == "discarded"

    await counted(toys.runtime, ids.ada, 2)


async def test_a_dead_letter_that_can_be_read_now_is_applied(toys: Office, ids: FreshIds) -> None:
    await malformed(toys, ids.ada, 1)
    await toys.feed.event(changed(ids.ada), 2)
    letter, _ = await holds(toys.runtime, 2, ids.ada)
    body = changed(ids.ada).model_dump_json().encode()
    await toys.runtime.database["held"].update_one({"_id": letter["_id"]}, {"$set": {"body": body}})

    await toys.post(f"{ROUTE}/redrive", OPERATOR, {"id": letter["_id"]})

    await counted(toys.runtime, ids.ada, 2)
    await holds(toys.runtime, 0, ids.ada)


async def test_held_records_come_in_pages_and_by_state(toys: Office, ids: FreshIds) -> None:
    await trouble(toys, ids.ada)
    found: list[dict[str, Any]] = []
    more: dict[str, Any] = {}
    while True:
        page = (await toys.get(ROUTE, OPERATOR, state="parked", limit=1, **more)).json()
        found += page["items"]
        if page["next"] is None:
            break
        more = {"after": page["next"]}
    own = [item["sequence"] for item in found if ids.ada in item["id"]]
    assert sorted(own) == [1, 2, 3]
    assert {item["state"] for item in found} == {"parked"}


async def test_only_operators_look_after_held_records(toys: Office, ids: FreshIds) -> None:
    everything_else = frozenset(Scope) - {Scope.OPERATE}
    answer = await toys.get(ROUTE, "org", scopes=everything_else)
    assert problem(answer) == (403, "scope-missing")
    assert problem(await discard(toys, ids.nobody)) == (404, "unknown")
    assert problem(await toys.post(f"{ROUTE}/redrive", OPERATOR, {"id": ids.nobody})) == (404, "unknown")
