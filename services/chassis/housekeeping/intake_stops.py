"""Stops of the intake, kept in the database: they outlive the process, and every replica keeps to them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from pymongo.errors import PyMongoError

from services.chassis.kafka.gate import Gate
from services.chassis.mongo.driver import Database, Document
from services.chassis.observability.logs import get_logger
from services.deciding import Refusal

log = get_logger(__name__)
LOOK_AGAIN = 1.0
OPEN: Document = {"resumed_at": None}


class IntakeRuns(Refusal):
    """The intake takes records: there is nothing to let go on."""


class IntakeStops:
    """Of one service. A stop is a document; it is over when an operator has said so in it."""

    def __init__(self, database: Database, gate: Gate, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._stops = database["intake_stops"]
        self._gate = gate
        self._now = now
        self._new_id = new_id
        self._kept = False
        self._looking = asyncio.Lock()

    async def follow(self) -> None:
        """Keep to what the database says until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._gate.just_closed.wait()
            self._gate.just_closed.clear()
            try:
                await self.look()
            except PyMongoError as error:
                log.warning("whether the intake is to stop is not known", error=str(error))

    async def look(self) -> None:
        """Keep the stop that happened here, and close or open the gate as others did. Raises PyMongoError."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        if self._gate.why is not None and not self._kept:
            await self._keep(self._gate.why)
        stop = await self._stops.find_one(OPEN, sort=[("stopped_at", 1)])
        if stop is not None and self._gate.why is None:
            self._gate.close(stop["why"], stop["example"])
            self._kept = True
        elif stop is None and self._kept:
            self._gate.open(await self._tolerated())
            self._kept = False

    async def _keep(self, why: str) -> None:
        document = {"_id": self._new_id(), "stopped_at": self._now(), "why": why, "example": self._gate.example}
        await self._stops.insert_one(document | {"resumed_at": None})
        self._kept = True

    async def _tolerated(self) -> int:
        last = await self._stops.find_one({}, sort=[("resumed_at", -1)])
        return int(last["tolerated"]) if last else 0

    async def resume(self, reason: str, by: str, tolerated: int) -> None:
        """Let all replicas go on: here at once, elsewhere within seconds. Raises IntakeRuns."""
        over = {"resumed_at": self._now(), "resumed_by": by, "reason": reason, "tolerated": tolerated}
        async with self._looking:
            await self._look()
            changed = await self._stops.update_many(OPEN, {"$set": over})
            if changed.matched_count == 0:
                raise IntakeRuns("the intake takes records; there is nothing to let go on")
            await self._look()

    async def latest(self, most: int) -> list[Document]:
        """The last stops, newest first."""
        return list(await self._stops.find({}).sort([("stopped_at", -1)]).limit(most).to_list(most))
