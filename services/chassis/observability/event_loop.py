"""A heartbeat of the event loop: how late it wakes those who sleep."""

import asyncio
import time

from services.chassis.observability import metrics


class EventLoopWatch:
    """Measures the loop's delay while `run` is running: that of all services which share it."""

    def __init__(self, *services: str, every: float = 0.25) -> None:
        self._delays = [metrics.event_loop_delay_seconds.labels(service) for service in services]
        self._every = every

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            due = time.perf_counter() + self._every
            await asyncio.sleep(self._every)
            late = max(0.0, time.perf_counter() - due)
            for delay in self._delays:
                delay.observe(late)
