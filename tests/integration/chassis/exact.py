"""Whether everything had its effect once, and was told once, in order."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from services.chassis.mongo.driver import Database
from services.chassis.settings import Settings
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

SCORES = "mentormesh.feedback.v1"
Document = dict[str, Any]


async def counts_of(database: Database, ids: list[str] | None = None) -> dict[str, int]:
    """What was counted: every tally tells by its number of events."""
    query: Document = {} if ids is None else {"_id": {"$in": ids}}
    return {row["_id"]: row["sequence"] for row in await database["tallies"].find(query).to_list(None)}


async def total(database: Database) -> int:
    """All of it."""
    return sum((await counts_of(database)).values())


async def assert_exact(database: Database, settings: Settings, told: Mapping[str, int]) -> None:
    """In the end: each event counted once, all published, first occurrences gapless and in order, nothing held."""
    await eventually(lambda: _all_counted(database, sum(told.values())))
    await eventually(lambda: _is_empty(database, "outbox", {"pending": True}))
    assert await counts_of(database) == dict(told)
    assert await _is_empty(database, "held", {})
    assert await first_occurrences(settings, sum(told.values())) == {
        id: list(range(1, number + 1)) for id, number in told.items()
    }


async def _all_counted(database: Database, number: int) -> bool:
    return await total(database) >= number


async def _is_empty(database: Database, collection: str, query: Document) -> bool:
    return await database[collection].count_documents(query) == 0


async def first_occurrences(settings: Settings, at_least: int) -> dict[str, list[int]]:
    """The sequences of each key in the order of their first coming; a repeat must be the very same event."""
    ids: dict[tuple[str, int], str] = {}
    order: dict[str, list[int]] = defaultdict(list)
    for received in await published(settings, SCORES, at_least):
        envelope = received.envelope
        if ids.setdefault((envelope.subject, envelope.sequence), envelope.id) != envelope.id:
            raise AssertionError(f"two events are number {envelope.sequence} of {envelope.subject}")
        if envelope.sequence not in order[envelope.subject]:
            order[envelope.subject].append(envelope.sequence)
    return dict(order)
