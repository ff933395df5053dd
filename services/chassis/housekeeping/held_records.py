"""What an operator may do with a held record."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.chassis.housekeeping.parked import as_work
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.held import DEAD, PARKED, given_up
from services.chassis.writer.loop import Writer
from services.chassis.writer.work import GivenUp, RecordWork
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
        """Give it up: those behind it of the same key go on. Raises Unknown or NotTheHead.

        A dead letter is given up at once; if it was not the next of its key, give it up again when it is.
        """
        row = await self.get(id)
        work = as_work(row)
        work.given_up = GivenUp(reason, by)
        if work.received is not None and await self._is_due(work):
            await self._writer.submit_records([work])
        elif row["state"] == PARKED:
            raise NotTheHead("an earlier record of its aggregate is missing or parked; look after that one first")
        else:
            await self._held.update_one(*given_up(id, work.given_up, self._now()))
        return await self.get(id)

    async def _is_due(self, work: RecordWork) -> bool:
        seen = await self._seen.find_one({"_id": work.source})
        return work.sequence <= (seen["n"] if seen else 0) + 1
