import asyncio

import pytest

from cli.demo.crowd import each


async def test_results_come_in_the_order_of_the_items() -> None:
    async def act(number: int) -> int:
        await asyncio.sleep(0.001 * (5 - number))
        return number * 10

    assert await each(range(5), act, at_once=3) == [0, 10, 20, 30, 40]


async def test_never_more_are_under_way_than_wished() -> None:
    under_way = most = 0

    async def act(_: int) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1

    await each(range(50), act, at_once=4)
    assert most == 4


async def test_each_one_that_is_done_ticks() -> None:
    ticks = []

    async def act(number: int) -> None:
        await asyncio.sleep(0)

    await each(range(7), act, tick=lambda: ticks.append(1))
    assert len(ticks) == 7


async def test_the_first_error_is_raised_as_it_is_and_ends_the_others() -> None:
    begun = []

    async def act(number: int) -> None:
        begun.append(number)
        if number == 2:
            raise LookupError("two")
        await asyncio.sleep(10)

    with pytest.raises(LookupError, match="two"):
        await each(range(100), act, at_once=4)
    assert len(begun) <= 4


async def test_of_nothing_comes_nothing() -> None:
    async def act(number: int) -> int:
        return number

    assert await each([], act) == []
