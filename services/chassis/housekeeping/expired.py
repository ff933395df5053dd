"""Removes dead letters and given up records when their time is over, and counts them."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from datetime import datetime, timedelta

from services.chassis.mongo.driver import Database, Document
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.settings import Settings
from services.chassis.writer.held import DEAD, DISCARDED, PARKED

log = get_logger(__name__)
BETWEEN = timedelta(minutes=1)
PAGE = 500


class ExpiredRecords:
    """Of one service. What others of an aggregate still wait for is kept, however old it is."""

    def __init__(self, service: str, database: Database, settings: Settings, now: Callable[[], datetime]) -> None:
        self._service = service
        self._held = database["held"]
        self._seen = database["seen"]
        self._dead_for = timedelta(days=settings.dead_letters_keep_days)
        self._discarded_for = timedelta(days=settings.discarded_keep_days)
        self._now = now
        self._next = datetime.min.replace(tzinfo=now().tzinfo)

    async def sweep(self) -> bool:
        """Remove what is over, once a minute. Nothing is left for another turn: it gives False."""
        if self._now() < self._next:
            return False
        self._next = self._now() + BETWEEN
        await self._remove("dead_letter", {"state": DEAD, "held_at": {"$lt": self._now() - self._dead_for}})
        await self._remove(DISCARDED, {"state": DISCARDED, "discarded_at": {"$lt": self._now() - self._discarded_for}})
        return False

    async def _remove(self, label: str, over: Document) -> None:
        async for page in self._pages(over):
            needed = await self._needed(page)
            ids = [row["_id"] for row in page if row["_id"] not in needed]
            removed = (await self._held.delete_many({"_id": {"$in": ids}} | over)).deleted_count
            metrics.held_expired_total.labels(self._service, label).inc(removed)
            if removed:
                log.warning("held records were removed, their time is over", runs=self._service, kind=label, n=removed)

    async def _pages(self, over: Document) -> AsyncIterator[list[Document]]:
        last = ""
        while page := await self._held.find({**over, "_id": {"$gt": last}}).sort("_id", 1).limit(PAGE).to_list(PAGE):
            last = page[-1]["_id"]
            yield page

    async def _needed(self, page: list[Document]) -> set[str]:
        sources = list({row["source"] for row in page if row.get("source")})
        waiting = self._held.find({"source": {"$in": sources}, "state": PARKED}, {"source": 1})
        parked = {row["source"] for row in await waiting.to_list(None)}
        seen = {row["_id"]: row["n"] for row in await self._seen.find({"_id": {"$in": sources}}).to_list(None)}
        return {row["_id"] for row in page if is_needed(row, parked, seen)}


def is_needed(row: Document, parked: Collection[str], applied: Mapping[str, int]) -> bool:
    """Whether others wait for its number, or it was given up and its number is still to be passed over."""
    source = row.get("source")
    if source is None:
        return False
    return row["sequence"] > applied.get(source, 0) and (row["state"] == DISCARDED or source in parked)
