"""Many at once, but never too many."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE = 12
"""Requests of the demo that are under way at the same time: more are carried, and wait longer for their effects."""


async def each(
    items: Iterable[T],
    act: Callable[[T], Awaitable[R]],
    *,
    at_once: int = AT_ONCE,
    tick: Callable[[], None] = lambda: None,
) -> list[R]:
    """What `act` gives for every item, in their order. The first error ends the others and is raised."""
    waiting = list(items)
    results: dict[int, R] = {}
    todo = iter(enumerate(waiting))

    async def work(todo: Iterator[tuple[int, T]]) -> None:
        for place, item in todo:
            results[place] = await act(item)
            tick()

    try:
        async with asyncio.TaskGroup() as crowd:
            for _ in range(min(at_once, len(waiting))):
                crowd.create_task(work(todo))
    except BaseExceptionGroup as failures:
        raise _first(failures) from None
    return [results[place] for place in range(len(waiting))]


def _first(failures: BaseExceptionGroup[BaseException]) -> BaseException:
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
