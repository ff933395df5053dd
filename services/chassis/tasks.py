"""The loops of a running service, by name: begun, watched, ended."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from services.chassis.observability.logs import get_logger

log = get_logger(__name__)
ASK_AGAIN = 0.5


class Tasks:
    """Of one service. A loop that ends by itself is told of."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Let it run until it is cancelled."""
        task = asyncio.create_task(work, name=f"{self._service} {name}")
        task.add_done_callback(_tell_death)
        self._tasks[name] = task

    def __contains__(self, name: str) -> bool:
        return name in self._tasks

    def ended(self) -> list[str]:
        """Those that nobody has ended, and that run no longer."""
        return [name for name, task in self._tasks.items() if task.done()]

    def take(self, name: str) -> "asyncio.Task[None] | None":
        """Give it away, to be ended by whoever takes it; None: it was never begun."""
        return self._tasks.pop(name, None)

    async def cancel_all(self, beginning: str) -> None:
        """End those whose names begin so."""
        await self.cancel(*(name for name in self._tasks if name.startswith(beginning)))

    async def cancel(self, *names: str) -> None:
        """End them, and wait until they have ended."""
        running = {task for name in names if (task := self.take(name)) and not task.done()}
        while running:
            # Again and again: a driver may turn a cancellation into an error of its own, which a loop then survives.
            for task in running:
                task.cancel()
            _, running = await asyncio.wait(running, timeout=ASK_AGAIN)


def _tell_death(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.critical("a loop ended", loop=task.get_name(), exc_info=error)
