"""The loops of a running service, by name: begun, watched, ended."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from services.chassis.observability.logs import get_logger
from services.chassis.writer.backoff import Backoff

log = get_logger(__name__)
ASK_AGAIN = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
ATTEMPTS = 5
"""So many times in a row a loop is begun anew; then it ends, the service is not live, and only a restart helps."""
LONG_ENOUGH = 60.0
"""Seconds: a loop that ran for so long had begun well."""


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

    def keep(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """The same for a loop that may be begun anew when it meets an error that nobody foresaw.

        Drivers raise such errors when a server dies: PyMongo's locks, for one, a RuntimeError.
        """
        self.begin(name, self._again_and_again(name, work))

    async def _again_and_again(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        backoff, attempt = Backoff(FIRST_PAUSE, LONGEST_PAUSE), 0
        while True:
            began = time.monotonic()
            try:
                return await work()
            except Exception as error:
                if time.monotonic() - began > LONG_ENOUGH:
                    backoff, attempt = Backoff(FIRST_PAUSE, LONGEST_PAUSE), 0
                attempt += 1
                if attempt > ATTEMPTS:
                    raise
                log.exception("a loop ended and begins anew", loop=f"{self._service} {name}", error=repr(error))
            await asyncio.sleep(backoff.pause())

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
