"""Waiting for what must come: by looking, never by sleeping for a time that is hoped to be enough."""

import asyncio
from collections.abc import Awaitable, Callable

LOOK_AGAIN = 0.02
LONG_ENOUGH = 60.0
"""Seconds, for a machine that does much else at the same time."""


async def eventually(question: Callable[[], Awaitable[bool]], seconds: float = LONG_ENOUGH) -> None:
    """Wait until it is so. Fails if it does not become so."""
    try:
        async with asyncio.timeout(seconds):
            while not await question():
                await asyncio.sleep(LOOK_AGAIN)
    except TimeoutError:
        raise AssertionError(f"not so within {seconds:g} s: {question!r}") from None
