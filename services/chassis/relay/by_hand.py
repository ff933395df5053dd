"""A refill that an operator asks for: the owner of the outbox carries it out, and it is watched from here."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from services.chassis.identity import new_id
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.reachable import require_database
from services.chassis.relay.notes import Noted, Notes
from services.chassis.relay.refill import kept_events
from services.chassis.settings import Settings

LOOK_EVERY = 0.25
PATIENCE = 30.0
"""Seconds within which an owner that is there takes up the wish, and publishes something."""
Told = Callable[[int, int], None]
"""How many events are published again, and of how many."""


class NobodyPublishes(Exception):
    """The service's outbox is not being published; the message says what may be the matter."""


async def count_kept(settings: Settings, service: str, topics: Sequence[str]) -> dict[str, int]:
    """How many events a refill would publish, by topic. Raises DatabaseAway."""
    async with _database(settings, service) as database:
        return await kept_events(database["outbox"], topics)


async def refill(settings: Settings, service: str, topics: Sequence[str], told: Told) -> int:
    """Fill the topics again and wait until it is done; gives how many events that were.

    Raises DatabaseAway, or NobodyPublishes when it does not get on: once begun it goes on with the service.
    """
    async with _database(settings, service) as database:
        notes, wish = Notes(database), new_id()
        await notes.want(wish, topics)
        try:
            noted = await _taken_up(notes, wish, service)
        except BaseException:
            await notes.want_no_more(wish)
            raise
        assert noted.done is not None
        events = int(noted.done["events"])
        await _published(database, noted.incarnation, events, service, told)
        return events


@asynccontextmanager
async def _database(settings: Settings, service: str) -> AsyncIterator[Database]:
    client = connect(settings)
    try:
        await require_database(client, settings)
        yield client[settings.database(service)]
    finally:
        await close(client)


async def _taken_up(notes: Notes, wish: str, service: str) -> Noted:
    patience = PATIENCE
    while patience > 0:
        noted = await notes.read()
        if noted.done is not None and noted.done["id"] == wish:
            return noted
        await asyncio.sleep(LOOK_EVERY)
        patience -= LOOK_EVERY
    raise NobodyPublishes(f"nobody publishes the outbox of {service}: does `mentormesh serve {service}` run?")


async def _published(database: Database, incarnation: int, events: int, service: str, told: Told) -> None:
    left, patience = events, PATIENCE
    while left:
        told(events - left, events)
        await asyncio.sleep(LOOK_EVERY)
        pending = await database["outbox"].count_documents({"pending": True, "again": incarnation})
        patience = PATIENCE if pending < left else patience - LOOK_EVERY
        left = min(pending, events)
        if patience <= 0:
            raise NobodyPublishes(
                f"{left:,} events wait in the outbox of {service} and do not get fewer: its health says why"
            )
    told(events, events)
