"""What waits in the outbox as of one moment, a page at a time: while one is published, the next one is read."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from services.chassis.mongo.driver import Client, Collection, Document, open_session
from services.chassis.writer.outbox import ONLY_LANE

PAGE, PART = 2000, 100
PAGE_BYTES = 8 * 1024 * 1024
"""Of bodies in a page: events of nearly a megabyte must not come in thousands. Those of one part may pass it."""
MOST = 20_000
"""Events as of one moment. They are read within a few seconds: the database keeps the past for minutes only."""
PENDING = {"pending": True, "lane": ONLY_LANE}
Page = list[Document]


async def pending_pages(client: Client, outbox: Collection) -> AsyncGenerator[Page, None]:
    """The pages in the order of the stamps, none of them empty. At most two are held here at a time.

    All of it as of one moment: a cursor that pauses could pass by a row whose transaction is just committing, and then
    find the next one of the same aggregate.
    """
    async with await open_session(client, snapshot=True) as session:
        cursor = outbox.find(PENDING, session=session, batch_size=PAGE).sort("stamp", 1).limit(MOST)
        ahead = asyncio.ensure_future(_read(cursor))
        try:
            while page := await ahead:
                ahead = asyncio.ensure_future(_read(cursor))
                yield page
        finally:
            await _given_up(ahead)
            await cursor.close()


async def _read(cursor: Any) -> Page:
    page: Page = []
    size = 0
    while len(page) < PAGE and size < PAGE_BYTES and (part := await cursor.to_list(PART)):
        page += part
        size += sum(len(row["body"] or b"") for row in part)
    return page


async def _given_up(reading: "asyncio.Future[Page]") -> None:
    reading.cancel()
    await asyncio.wait({reading})
    if not reading.cancelled():
        reading.exception()
