"""Taking leave of a server."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from services.chassis.observability.logs import get_logger

log = get_logger(__name__)
LEAVE_WITHIN = 3.0


async def briefly(what: str, leaving: Coroutine[Any, Any, None]) -> None:
    """Take leave of a server, but not for long: one that is away finds out by itself."""
    task = asyncio.create_task(leaving, name=f"leaving {what}")
    task.add_done_callback(lambda task: task.cancelled() or task.exception())
    # Not a timeout: some clients go on when they are cancelled.
    await asyncio.wait({task}, timeout=LEAVE_WITHIN)
    if task.done() and not task.cancelled() and task.exception() is None:
        return
    log.info("left without a word", left=what, answered=task.done())
    task.cancel()
