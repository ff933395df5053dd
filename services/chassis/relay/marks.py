"""Marks what was published, while the next page is on its way to the broker."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self

from services.chassis.mongo.driver import Collection, Document
from services.chassis.observability import metrics

Incarnations = dict[int | None, list[str]]


class Marks:
    """One page at a time is being marked. Leaving the `async with` waits until it is. Raises PyMongoError."""

    def __init__(self, service: str, outbox: Collection) -> None:
        self._service = service
        self._outbox = outbox
        self._marking: asyncio.Task[None] | None = None

    async def begin(self, rows: Sequence[Document]) -> None:
        """Mark these rows, once those before are marked. Raises PyMongoError if those could not be."""
        ids: Incarnations = defaultdict(list)
        for row in rows:
            ids[row.get("again")].append(row["_id"])
        await self.done()
        self._marking = asyncio.create_task(self._mark(ids))

    async def done(self) -> None:
        """Wait until all is marked. Raises PyMongoError."""
        marking, self._marking = self._marking, None
        if marking is not None:
            await marking

    async def _mark(self, ids: Incarnations) -> None:
        change = {"$set": {"pending": False, "published_at": datetime.now(UTC)}}
        for again, mine in ids.items():
            # Whoever slept while the topics were lost and filled again has published to those that were lost.
            await self._outbox.update_many({"_id": {"$in": mine}, "again": again}, change)
            metrics.outbox_published_total.labels(self._service).inc(len(mine))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.done()
