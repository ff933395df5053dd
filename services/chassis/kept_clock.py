"""The sandbox's clock, kept in the database: all replicas of a service go by one time."""

import asyncio
from datetime import UTC, datetime, timedelta

from services.chassis.clock import Clock
from services.chassis.mongo.driver import Database


class KeptClock:
    """Of one service. Outside a sandbox nobody moves it."""

    def __init__(self, clock: Clock, database: Database) -> None:
        self._clock = clock
        self._sandbox = database["sandbox"]
        self._moves = asyncio.Lock()

    async def load(self) -> None:
        """Take it over from the database, where other replicas set it. Raises PyMongoError."""
        if not self._clock.settable:
            return
        async with self._moves:
            kept = await self._sandbox.find_one({"_id": "clock"})
            if kept is not None:
                self._clock.offset = kept["ahead_until"] - kept["set_at"]

    async def advance(self, by: timedelta) -> None:
        """Move it, here and for other replicas. Raises ClockNotSettable outside a sandbox."""
        # What was read before must not set it back again.
        async with self._moves:
            self._clock.advance(by)
            await self.keep()

    async def keep(self) -> None:
        """Let other replicas see it."""
        wall = datetime.now(UTC)
        document = {"set_at": wall, "ahead_until": wall + self._clock.offset}
        await self._sandbox.replace_one({"_id": "clock"}, document, upsert=True)
