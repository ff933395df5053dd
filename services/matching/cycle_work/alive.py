"""Something goes on beside the work, for as long as the work lasts."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from services.matching.domain.cycles.at_work import PATIENCE

SIGN_OF_LIFE = PATIENCE.total_seconds() / 3
"""Seconds between two signs of life."""


@asynccontextmanager
async def meanwhile(other: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Both at once; the other is ended with the work, and what it raised is nobody's concern."""
    task = asyncio.create_task(other)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
