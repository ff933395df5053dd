"""Waiting for what must come: by looking, never by sleeping for a time that is hoped to be enough."""

import asyncio
from collections.abc import Awaitable, Callable

from cli.errors import Failure

FIRST_LOOK, SLOWEST_LOOK = 0.02, 0.25
"""Seconds between two looks, at the beginning and after a while."""


class DidNotCome(Failure):
    """Something did not come within its time; the message names it, and what was there instead."""

    def __init__(self, what: str, within: float, instead: str) -> None:
        super().__init__(f"{what} did not come within {within:g} s: {instead}")


async def until(what: str, lacking: Callable[[], Awaitable[str | None]], within: float) -> None:
    """Look until nothing is lacking. Raises DidNotCome with what was lacking at last."""
    loop, pause = asyncio.get_running_loop(), FIRST_LOOK
    deadline = loop.time() + within
    while (lack := await lacking()) is not None:
        if loop.time() > deadline:
            raise DidNotCome(what, within, lack)
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, SLOWEST_LOOK)
