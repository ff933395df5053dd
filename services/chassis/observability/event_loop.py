"""A heartbeat of the event loop: how late it wakes those who sleep."""

import asyncio
import time

from services.chassis.observability import metrics


class EventLoopWatch:
    """Measures the loop's delay while `run` is running."""

    def __init__(self, service: str, every: float = 0.25) -> None:
        self._delay = metrics.event_loop_delay_seconds.labels(service)
        self._every = every

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            due = time.perf_counter() + self._every
            await asyncio.sleep(self._every)
            self._delay.observe(max(0.0, time.perf_counter() - due))
