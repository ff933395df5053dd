"""Those that are not equal at a glance are looked at until it is clear whether they differ, beside live traffic."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence

from services.chassis.mongo.driver import Database, Session, open_session
from services.chassis.replay.comparing import PAGE, Comparison, Judged

PAUSE = 0.2
"""Seconds between two looks at those that are on their way."""
Follow = Callable[[Session], Awaitable[None]]
"""Applies here what the service had applied at the moment of the session, and no more."""


class Settling:
    """Judges aggregates of one kind."""

    def __init__(self, live: Database, comparison: Comparison, follow: Follow, patience: float) -> None:
        """`patience`: seconds for those of which more was read than the service has applied."""
        self._live, self._comparison, self._follow, self._patience = live, comparison, follow, patience

    async def judge(self, ids: Sequence[str]) -> dict[str, Judged]:
        """Judge them, and again those that are on their way, until they have come to rest or patience ends."""
        judged: dict[str, Judged] = {}
        deadline = time.monotonic() + self._patience
        while ids:
            for first in range(0, len(ids), PAGE):
                judged |= {each.id: each for each in await self._judge(ids[first : first + PAGE])}
            ids = [each.id for each in judged.values() if each.is_moving]
            if time.monotonic() > deadline:
                break
            if ids:
                await asyncio.sleep(PAUSE)
        return judged

    async def _judge(self, ids: Collection[str]) -> list[Judged]:
        async with await open_session(self._live.client, snapshot=True) as session:
            live = await self._comparison.states(self._live, ids, session)
            # What the service had applied by then was on the topics before: now it is applied here as well.
            await self._follow(session)
            return await self._comparison.judge(ids, live, session)
