"""What an operator may do with a held record."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.chassis.housekeeping.parked import as_work
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.held import DEAD, DISCARDED, PARKED
from services.chassis.writer.loop import Writer
from services.deciding import Refusal, Unknown

KIND = "held_records"


class NotTheHead(Refusal):
    """Only the first parked record of its key can be discarded: the order of the others depends on it."""


class HeldRecords:
    """The held records of one service."""

    def __init__(self, database: Database, writer: Writer, now: Callable[[], datetime]) -> None:
        self._held = database["held"]
        self._seen = database["seen"]
        self._writer = writer
        self._now = now

    async def page(
        self, state: str | None, limit: int, after: tuple[Any, str] | None, since: datetime | None
    ) -> tuple[list[Document], bool]:
        """Some of them in the order in which they were held, and whether there are more."""
        conditions: list[Document] = [{"state": state}] if state else []
        if since is not None:
            conditions.append({"held_at": {"$gte": since}})
        if after is not None:
            moment, id = after
            conditions.append({"$or": [{"held_at": {"$gt": moment}}, {"held_at": moment, "_id": {"$gt": id}}]})
        query: Document = {"$and": conditions} if conditions else {}
        found = self._held.find(query).sort([("held_at", 1), ("_id", 1)]).limit(limit + 1)
        rows = await found.to_list(limit + 1)
        return rows[:limit], len(rows) > limit

    async def get(self, id: str) -> Document:
        """One of them. Raises Unknown."""
        row = await self._held.find_one({"_id": id})
        if row is None:
            raise Unknown(KIND, id)
        return row

    async def redrive(self, id: str) -> Document:
        """Try it again now. Raises Unknown. A parked one is tried with its whole key, in order."""
        row = await self.get(id)
        if row["state"] == PARKED:
            first = await self._held.find_one({"state": PARKED, "source": row["source"]}, sort=[("sequence", 1)])
            await self._held.update_one({"_id": (first or row)["_id"]}, {"$set": {"due": self._now(), "attempts": 0}})
        elif row["state"] == DEAD:
            await self._writer.submit_records([as_work(row)])
        return await self._held.find_one({"_id": id}) or row

    async def discard(self, id: str, reason: str, by: str) -> Document:
        """Give it up. Raises Unknown or NotTheHead."""
        row = await self.get(id)
        if row["state"] == PARKED:
            await self._require_head(row)
            work = as_work(row)
            work.discarded = True
            await self._writer.submit_records([work])
        note = {"state": DISCARDED, "discarded_at": self._now(), "discarded_by": by, "discard_reason": reason}
        await self._held.update_one({"_id": id}, {"$set": note | {"due": None}})
        return await self.get(id)

    async def _require_head(self, row: Document) -> None:
        seen = await self._seen.find_one({"_id": row["source"]})
        if row["sequence"] != (seen["n"] if seen else 0) + 1:
            raise NotTheHead("an earlier record of its aggregate is missing or parked; look after that one first")
