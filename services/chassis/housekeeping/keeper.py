"""Holds the service's lease, and does its housekeeping while it does."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from pymongo.errors import PyMongoError

from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.relay.lease import Lease
from services.chassis.writer.loop import Stopping

log = get_logger(__name__)
RENEWAL = 1.5
SWEEP = 0.25
Sweep = Callable[[], Awaitable[bool]]


class Keeper:
    """`owns` is set while this process is the service's owner."""

    def __init__(self, service: str, lease: Lease, sweeps: Sequence[Sweep]) -> None:
        self._service = service
        self._lease = lease
        self._sweeps = sweeps
        self.owns = asyncio.Event()
        self.last_turn = time.monotonic()

    async def keep(self) -> None:
        """Take and prolong the lease until cancelled."""
        while True:
            self._note(await self._lease.hold())
            await asyncio.sleep(RENEWAL)

    def _note(self, held: bool) -> None:
        if held and not self.owns.is_set():
            log.info("took over the service's housekeeping")
            self.owns.set()
        elif not held and self.owns.is_set():
            log.info("lost the service's housekeeping")
            self.owns.clear()
        metrics.relay_owner.labels(self._service).set(held)

    async def sweep(self) -> None:
        """Run the sweeps again and again while the lease is held, until cancelled."""
        while True:
            self.last_turn = time.monotonic()
            await self.owns.wait()
            for sweep in self._sweeps:
                await self._one(sweep)
            await asyncio.sleep(SWEEP)

    async def _one(self, sweep: Sweep) -> None:
        try:
            while self.owns.is_set() and await sweep():
                self.last_turn = time.monotonic()
        except Stopping:
            return
        except PyMongoError as error:
            log.warning("housekeeping waits for the database", error=str(error))
        except Exception as error:
            log.exception("a sweep failed", error=repr(error))

    async def release(self) -> None:
        """Let another process take over."""
        self.owns.clear()
        await self._lease.release()
