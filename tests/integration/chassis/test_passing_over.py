"""A number that never comes is passed over by an operator, once, and what waits behind it goes on."""

import asyncio

import pytest
from httpx import Response

from services.chassis.mongo.driver import Document
from tests.integration.chassis.people import changed, registered
from tests.integration.chassis.reading import count_of, counted, held_of, holds
from tests.integration.support.feed import PEOPLE
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import OPERATOR, Office, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROUTE = "/v1/operations/feedback/held-records"


async def pass_over(toys: Office, id: str, after: int, reason: str = "the sender lost them") -> Response:
    return await toys.post(f"{ROUTE}/pass-over", OPERATOR, {"id": id, "last_applied": after, "reason": reason})


async def a_gap(toys: Office, id: str) -> list[Document]:
    """The first is applied; 2 and 3 do not come, and 4 and 5 wait for them."""
    await toys.feed.event(registered(id), 1)
    await counted(toys.runtime, id, 1)
    await toys.feed.event(changed(id), 4)
    await toys.feed.event(changed(id), 5)
    return await holds(toys.runtime, 2, id)


async def test_what_waits_goes_on_in_order_and_it_is_kept_who_let_it_and_how_many_are_missing(
    toys: Office, ids: FreshIds
) -> None:
    waiting, behind = await a_gap(toys, ids.ada)
    shown = (await toys.get(f"{ROUTE}/one", OPERATOR, id=waiting["_id"])).json()
    assert shown["last_applied"] == 1
    assert "pass it over" in shown["advice"]

    passed = (await pass_over(toys, waiting["_id"], 1)).json()

    assert (passed["state"], passed["passed_over"], passed["sequence"]) == ("discarded", 2, 3)
    assert passed["discard_reason"] == "the sender lost them"
    assert passed["discarded_by"]
    await counted(toys.runtime, ids.ada, 3)
    (kept,) = await holds(toys.runtime, 1, ids.ada)
    assert kept["_id"] == passed["id"] == f"{PEOPLE}/{ids.ada}/2-3"
    told = (await toys.get(f"{ROUTE}/one", OPERATOR, id=kept["_id"])).json()
    assert (told["passed_over"], told["body"]) == (2, None)
    assert problem(await pass_over(toys, behind["_id"], 4)) == (404, "unknown")


async def test_a_number_that_comes_after_it_was_passed_over_is_a_duplicate(toys: Office, ids: FreshIds) -> None:
    waiting, _ = await a_gap(toys, ids.ada)
    await pass_over(toys, waiting["_id"], 1)
    await counted(toys.runtime, ids.ada, 3)

    await toys.feed.event(changed(ids.ada), 2)
    await toys.feed.event(changed(ids.ada), 3)
    await toys.feed.event(changed(ids.ada), 6)

    await counted(toys.runtime, ids.ada, 4)
    assert [row["state"] for row in await held_of(toys.runtime, ids.ada)] == ["discarded"]


async def test_nothing_is_passed_over_that_came_meanwhile(toys: Office, ids: FreshIds) -> None:
    waiting, behind = await a_gap(toys, ids.ada)
    assert problem(await pass_over(toys, waiting["_id"], 0)) == (409, "no-gap")
    assert problem(await pass_over(toys, behind["_id"], 1)) == (409, "not-the-head")

    await toys.feed.event(changed(ids.ada), 2)
    await counted(toys.runtime, ids.ada, 2)

    assert problem(await pass_over(toys, waiting["_id"], 1)) == (409, "no-gap")
    await toys.feed.event(changed(ids.ada), 3)
    await counted(toys.runtime, ids.ada, 5)
    await holds(toys.runtime, 0, ids.ada)


async def test_of_many_who_decide_at_once_one_does(toys: Office, ids: FreshIds) -> None:
    waiting, _ = await a_gap(toys, ids.ada)

    answers = await asyncio.gather(*(pass_over(toys, waiting["_id"], 1, f"reason {number}") for number in range(8)))

    assert {answer.status_code for answer in answers} <= {200, 404, 409}
    assert 200 in {answer.status_code for answer in answers}
    await counted(toys.runtime, ids.ada, 3)
    assert len(await holds(toys.runtime, 1, ids.ada)) == 1


async def test_only_an_operator_does_and_says_why(toys: Office, ids: FreshIds) -> None:
    waiting, _ = await a_gap(toys, ids.ada)
    assert problem(await pass_over(toys, waiting["_id"], 1, ""))[0] == 422
    wish = {"id": waiting["_id"], "last_applied": 1, "reason": "let it go"}
    assert problem(await toys.post(f"{ROUTE}/pass-over", "org", wish)) == (403, "scope-missing")
    assert await count_of(toys.runtime, ids.ada) == 1
