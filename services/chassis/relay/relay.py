"""The relay: reads what is pending in the order of its stamps, publishes it, marks it."""

import asyncio
import time
from contextlib import aclosing, suppress
from datetime import UTC, datetime

from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError

from services.chassis.kafka.topics import BrokerAway, TopicsWrong
from services.chassis.mongo.driver import Database
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.relay.marks import Marks
from services.chassis.relay.memory import BrokerMemory
from services.chassis.relay.pages import MOST, Page, pending_pages
from services.chassis.relay.publisher import Publisher
from services.chassis.writer.backoff import Backoff

log = get_logger(__name__)
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
    ) -> None:
        """`memory` finds out when the broker has lost its topics; without it, it is taken to keep them."""
        self._service = service
        self._client = database.client
        self._outbox = database["outbox"]
        self._publisher = publisher
        self._memory = memory
        self._committed = committed
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
                while owns.is_set() and await self.sweep(owns):
                    pass
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

    def _note(self, error: Exception) -> None:
        if self.trouble is None:
            log.warning("events wait in the outbox", error=str(error))
        self.trouble = str(error)[:300]
        if self._memory is not None:
            self._memory.doubt()

    async def sweep(self, owns: asyncio.Event | None = None) -> bool:
        """Publish what is pending now, up to a limit. True if more may be waiting.

        Stops at the first failed send: raises its KafkaError. Raises BrokerAway or TopicsWrong if nothing can be
        published. It ends early when this process is not the owner any more.
        """
        self._committed.clear()
        found = 0
        pages = pending_pages(self._client, self._outbox)
        async with aclosing(pages), Marks(self._service, self._outbox) as marks:
            async for page in pages:
                found += len(page)
                self._measure(page)
                if not await self._publish(page, marks, owns):
                    return True
            if not found:
                self._measure([])
                return await self._must_read_anew(marks, about_to_publish=False)
        return found == MOST

    async def _publish(self, page: Page, marks: Marks, owns: asyncio.Event | None) -> bool:
        """All of it, in as many goes as its batches need. False if what is left must be read anew."""
        while page:
            self.last_turn = time.monotonic()
            if (owns is not None and not owns.is_set()) or await self._must_read_anew(marks, about_to_publish=True):
                return False
            published, error = await self._publisher.publish(page)
            if self._memory is not None and not await self._memory.note(self._publisher.acknowledged):
                return False
            acknowledged = set(published)
            await marks.begin([row for row in page if row["_id"] in acknowledged])
            if error is not None:
                raise error
            # What had no room in its batch goes before everything that comes after it.
            page = [row for row in page if row["_id"] not in acknowledged]
        return True

    async def _must_read_anew(self, marks: Marks, *, about_to_publish: bool) -> bool:
        if self._memory is None or not self._memory.must_look(about_to_publish=about_to_publish):
            return False
        await marks.done()
        return await self._memory.has_refilled()

    def _measure(self, page: Page) -> None:
        oldest = page[0]["stamp"].as_datetime() if page else None
        age = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0
        metrics.outbox_age_seconds.labels(self._service).set(max(0.0, age))
        metrics.outbox_waiting_events.labels(self._service).set(len(page))
