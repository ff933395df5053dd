"""Published rows that are older than they need to be: deleted, except for the last one of each aggregate.

As Kafka compacts a topic. What is left is enough to fill a topic with the state of everything at any time.
"""

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from mentormesh_contracts import TOPICS
from services.chassis.mongo.driver import Database, Document

PAGE = 2000
LOOK_EVERY = 60.0
COMPACTED = frozenset(topic.name for topic in TOPICS if topic.compacted)
FIELDS = {"topic": 1, "key": 1, "stamp": 1}


class AgedRows:
    """Sweeps the outbox of one service."""

    def __init__(self, database: Database, kept: timedelta) -> None:
        self._outbox = database["outbox"]
        self._kept = kept
        self._look_at = 0.0

    async def sweep(self) -> bool:
        """Let one page of aged rows go. True if there are more."""
        if time.monotonic() < self._look_at:
            return False
        aged = {"published_at": {"$lt": datetime.now(UTC) - self._kept}}
        page = self._outbox.find(aged, FIELDS).sort([("published_at", 1), ("_id", 1)]).limit(PAGE)
        rows = await page.to_list(PAGE)
        if rows:
            await self._let_go(rows)
        if len(rows) < PAGE:
            self._look_at = time.monotonic() + LOOK_EVERY
        return len(rows) == PAGE

    async def _let_go(self, rows: Sequence[Document]) -> None:
        before = self._outbox.find({"last": True, "key": {"$in": list({row["key"] for row in rows})}}, FIELDS)
        every = [*await before.to_list(None), *rows]
        kept = last_ones(every)
        # In this order: whoever dies in between leaves one too many.
        await self._outbox.update_many(
            {"_id": {"$in": kept}, "pending": False}, {"$set": {"last": True}, "$unset": {"published_at": ""}}
        )
        gone = list({row["_id"] for row in every}.difference(kept))
        await self._outbox.delete_many({"_id": {"$in": gone}, "pending": False})


def last_ones(rows: Iterable[Document]) -> list[str]:
    """The ids of the last row of each aggregate, on topics that keep the last event of each key."""
    last: dict[tuple[str, str], Document] = {}
    for row in rows:
        place = (row["topic"], row["key"])
        if row["topic"] in COMPACTED and (place not in last or row["stamp"] > last[place]["stamp"]):
            last[place] = row
    return [row["_id"] for row in last.values()]
