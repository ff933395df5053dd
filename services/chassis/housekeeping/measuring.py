"""Looks up the state of the mission now and then, and shows it: the service's owner alone, so that it is shown once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client import Gauge

from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

log = get_logger(__name__)
EVERY = 15.0
REST = 50
"""Of its time at least: a measure that takes a second is taken every 50 seconds, whatever the network has grown to."""
LOOK_FOR_LOSS = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A look at the service's own collections, and the gauges that show what it found."""

    look: Callable[[Runtime], Awaitable[None]]
    gauges: tuple[Gauge, ...]


class Measuring:
    """Takes a service's measures, one after another, while this process is the owner."""

    def __init__(self, runtime: Runtime, measures: Sequence[Measure]) -> None:
        self._runtime = runtime
        self._measures = measures
        self._took = metrics.measuring_seconds.labels(runtime.name)
        self._at = metrics.measured_at_seconds.labels(runtime.name)

    async def run(self, owns: asyncio.Event) -> None:
        """Measure until cancelled."""
        while True:
            await owns.wait()
            began = time.monotonic()
            for measure in self._measures:
                await self._one(measure)
            took = time.monotonic() - began
            self._took.set(took)
            self._at.set(time.time())
            if not await _still(owns, max(EVERY, REST * took)):
                self.forget()

    async def _one(self, measure: Measure) -> None:
        try:
            await measure.look(self._runtime)
        except Exception as error:  # noqa: BLE001  what is shown grows old, and nothing else stands still for it
            log.warning("a measure is not taken", measure=measure.look.__name__, error=repr(error))

    def forget(self) -> None:
        """Show nothing: another process is the owner, and what is shown here would grow old."""
        for measure in self._measures:
            for gauge in measure.gauges:
                gauge.clear()
        self._at.set(0)


async def _still(owns: asyncio.Event, seconds: float) -> bool:
    """Whether it stayed the owner for so long."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(LOOK_FOR_LOSS, left))
        if not owns.is_set():
            return False
    return True
