"""The relay: reads what is pending in the order of its stamps, publishes it, marks it."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from services.chassis.kafka.topics import BrokerAway, TopicsWrong
from services.chassis.mongo.driver import Database, Document, open_session
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.pace import Pace
from services.chassis.relay.memory import BrokerMemory
from services.chassis.relay.publisher import Publisher
from services.chassis.relay.traced import publishing_spans
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.outbox import ONLY_LANE

log = get_logger(__name__)
PAGE = 2000
PAGE_BYTES = 16 * 1024 * 1024
"""Of bodies in a page: events of nearly a megabyte must not come in thousands. Those of one part may pass it."""
PART = 50
SWEEP = 0.2


class Relay:
    """Publishes one service's outbox while this process owns the lease.

    First occurrences are in order. Repeats happen (a mark that did not arrive, an owner that woke up late) and are
    recognised by their sequence.
    """

    def __init__(
        self,
        service: str,
        database: Database,
        publisher: Publisher,
        committed: asyncio.Event,
        memory: BrokerMemory | None = None,
        tracing: Tracing = NO_TRACING,
    ) -> None:
        """`memory` finds out when the broker has lost its topics; without it, it is taken to keep them."""
        self._service = service
        self._client = database.client
        self._outbox = database["outbox"]
        self._publisher = publisher
        self._memory = memory
        self._committed = committed
        self._tracing = tracing
        self._pace = Pace()
        self._oldest: datetime | None = None
        self.last_turn = time.monotonic()
        self.trouble: str | None = None
        """Why nothing can be published at the moment, if so."""

    async def run(self, owns: asyncio.Event) -> None:
        """Publish until cancelled, whenever this process is the owner."""
        backoff = Backoff(0.05, 5.0)
        while True:
            self.last_turn = time.monotonic()
            await self._wait(owns)
            try:
                while owns.is_set() and await self.sweep():
                    self.last_turn = time.monotonic()
            except (KafkaError, PyMongoError, BrokerAway, TopicsWrong) as error:
                self._note(error)
                await asyncio.sleep(backoff.pause())
            else:
                self.trouble = None
                backoff = Backoff(0.05, 5.0)

    async def _wait(self, owns: asyncio.Event) -> None:
        waiting = self._committed if owns.is_set() else owns
        # Not wait_for: before Python 3.12 it can swallow a cancellation.
        with suppress(TimeoutError):
            async with asyncio.timeout(SWEEP):
                await waiting.wait()
        await asyncio.sleep(self._pace.rest())

    def _note(self, error: Exception) -> None:
        if self.trouble is None:
            log.warning("events wait in the outbox", error=str(error))
        self.trouble = str(error)[:300]
        if self._memory is not None:
            self._memory.doubt()

    async def sweep(self) -> bool:
        """Publish one page. True if more is waiting. Stops at the first failed send: raises its KafkaError.

        Raises BrokerAway or TopicsWrong if nothing can be published.
        """
        began = self._pace.begin()
        self._committed.clear()
        more = await self._publish_page()
        self._pace.end(began)
        return more

    async def _publish_page(self) -> bool:
        rows = await self._page()
        self._measure(rows)
        if self._memory is not None and await self._memory.has_refilled(about_to_publish=bool(rows)):
            rows = await self._page()
            self._measure(rows)
        if not rows:
            return False
        published, error = await self._publish(rows)
        if self._memory is not None and not await self._memory.note(self._publisher.acknowledged):
            return True
        if published:
            await self._mark(published, rows)
        if error is not None:
            raise error
        return len(rows) == PAGE or _size(rows) >= PAGE_BYTES or len(published) < len(rows)

    async def _publish(self, rows: list[Document]) -> tuple[list[str], KafkaError | None]:
        began = time.time_ns()
        published, error = await self._publisher.publish(rows)
        if self._tracing.on:
            times = began, time.time_ns()
            self._tracing.tell(publishing_spans(self._service, rows, frozenset(published), times, self._tracing.begin))
        return published, error

    async def _page(self) -> list[Document]:
        # All of it as of one moment: a cursor that pauses could pass by a row whose transaction is just committing,
        # and then find the next one of the same aggregate.
        async with await open_session(self._client, snapshot=True) as session:
            pending = self._outbox.find({"pending": True, "lane": ONLY_LANE}, session=session)
            return await _some(pending.sort("stamp", 1).limit(PAGE))

    async def _mark(self, ids: list[str], rows: list[Document]) -> None:
        now = datetime.now(UTC)
        incarnations = {row["_id"]: row.get("again") for row in rows}
        for again in {incarnations[id] for id in ids}:
            # Whoever slept while the topics were lost and filled again has published to those that were lost.
            mine = {"_id": {"$in": [id for id in ids if incarnations[id] == again]}, "again": again}
            await self._outbox.update_many(mine, {"$set": {"pending": False, "published_at": now}})
        metrics.outbox_published_total.labels(self._service).inc(len(ids))

    def _measure(self, rows: list[Document]) -> None:
        self._oldest = rows[0]["stamp"].as_datetime() if rows else None
        metrics.outbox_waiting_events.labels(self._service).set(len(rows))
        self.tell_age(owner=True)

    def tell_age(self, *, owner: bool) -> None:
        """Tell the metrics how old the oldest unpublished event is by now: a broker may keep its page for long."""
        age = (datetime.now(UTC) - self._oldest).total_seconds() if owner and self._oldest else 0.0
        metrics.outbox_age_seconds.labels(self._service).set(max(0.0, age))


async def _some(cursor: Any) -> list[Document]:
    rows: list[Document] = []
    while _size(rows) < PAGE_BYTES and (part := await cursor.to_list(PART)):
        rows += part
    await cursor.close()
    return rows


def _size(rows: list[Document]) -> int:
    return sum(len(row["body"] or b"") for row in rows)
