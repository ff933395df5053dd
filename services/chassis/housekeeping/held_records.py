"""The held records of a service: found, shown, given up."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from services.chassis.housekeeping.held_filter import HeldFilter
from services.chassis.housekeeping.parked import as_work, undecided_of
from services.chassis.http.faults import Busy
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.held import DEAD, DISCARDED, PARKED, given_up
from services.chassis.writer.loop import Stopping, Writer
from services.chassis.writer.work import GivenUp, RecordWork
from services.deciding import Refusal, Unknown

KIND = "held_records"
PATIENCE = 20.0
Place = tuple[Any, str]


class NotTheHead(Refusal):
    """Only the first parked record of its key can be discarded: the order of the others depends on it."""


class HeldRecords:
    """Reads the service's topics by their names in the contracts."""

    def __init__(
        self, database: Database, writer: Writer, now: Callable[[], datetime], topics: Sequence[str] = ()
    ) -> None:
        self.held = database["held"]
        self.seen = database["seen"]
        self.topics = topics
        self._writer = writer
        self._now = now

    async def page(
        self, which: HeldFilter, limit: int, after: Place | None, since: datetime | None = None
    ) -> tuple[list[Document], bool]:
        """Some of them in the order in which they were held, and whether there are more."""
        conditions: list[Document] = [which.conditions(self.topics)]
        if since is not None:
            conditions.append({"held_at": {"$gte": since}})
        if after is not None:
            moment, id = after
            conditions.append({"$or": [{"held_at": {"$gt": moment}}, {"held_at": moment, "_id": {"$gt": id}}]})
        found = self.held.find({"$and": conditions}).sort([("held_at", 1), ("_id", 1)]).limit(limit + 1)
        rows = await found.to_list(limit + 1)
        return rows[:limit], len(rows) > limit

    async def get(self, id: str) -> Document:
        """One of them. Raises Unknown."""
        row = await self.held.find_one({"_id": id})
        if row is None:
            raise Unknown(KIND, id)
        return row

    async def applied_of(self, source: str) -> int:
        """The last number that was applied or passed over of an aggregate; 0: none."""
        seen = await self.seen.find_one({"_id": source})
        return int(seen["n"]) if seen else 0

    async def discard(self, id: str, reason: str, by: str) -> Document:
        """Give it up: those behind it of the same key go on. Raises Unknown, NotTheHead or Busy.

        A dead letter is given up at once, whatever is missing before it. Its number is passed over when a later one
        of its aggregate waits for it, and not before: if the right record comes under that number, it has its effect.
        """
        row = await self.get(id)
        if row["state"] == PARKED:
            return await self._discard_parked(row, GivenUp(reason, by))
        await self.held.update_one(*given_up(id, GivenUp(reason, by), self._now()))
        row = await self.get(id)
        work = as_work(row)
        if row["state"] == DISCARDED and work.received is not None and await self._is_waited_for(work):
            await self.submit([work])
        return await self.get(id)

    async def _discard_parked(self, row: Document, note: GivenUp) -> Document:
        work = as_work(row)
        work.given_up = note
        if work.sequence <= await self.applied_of(work.source) + 1:
            await self.submit([work])
        after = await self.get(row["_id"])
        if after["state"] != DISCARDED:
            raise NotTheHead("an earlier record of its aggregate is missing or parked; look after that one first")
        return after

    async def _is_waited_for(self, work: RecordWork) -> bool:
        behind = {"source": work.source, "state": PARKED, "sequence": {"$gt": work.sequence}}
        return await self.held.count_documents(behind, limit=1) > 0

    async def submit(self, works: Sequence[RecordWork]) -> None:
        """Have the writer carry them out. Raises Busy if it takes too long; what was begun goes on."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._writer.submit_records(works)
        except (TimeoutError, Stopping):
            raise Busy("it takes long; what was begun goes on, look again in a while", retry_after=5) from None

    async def held_up_to(self, place: Place | None, sources: Collection[str | None], which: Document) -> set[str]:
        """Those of the aggregates of which a fitting record is held at this place in the order, or before it."""
        if place is None:
            return set()
        moment, id = place
        before = {"$or": [{"held_at": {"$lt": moment}}, {"held_at": moment, "_id": {"$lte": id}}]}
        wanted = {"source": {"$in": [source for source in sources if source is not None]}}
        found = await self.held.find({"$and": [wanted, which, before]}, {"source": 1}).to_list(None)
        return {row["source"] for row in found}

    async def letters_of(self, sources: Sequence[str], which: Document, limit: int) -> list[Document]:
        """What is parked or to be passed over of these aggregates, and their dead letters that fit, in order."""
        letters: Document = {"$and": [{"source": {"$in": list(sources)}, "state": DEAD}, which]}
        found = (
            self.held.find({"$or": [undecided_of(list(sources)), letters]})
            .sort([("source", 1), ("sequence", 1)])
            .limit(limit)
        )
        return list(await found.to_list(limit))
