"""Indexes: those that the chassis itself needs, and those that a service declares for its queries."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from pymongo import ASCENDING, IndexModel
from pymongo.errors import OperationFailure

from services.chassis.mongo.driver import Collection, Database
from services.chassis.settings import Settings
from services.deciding import Aggregate

EXPIRING = "published_at_1"
Indexes = Mapping[type[Aggregate], Iterable[tuple[str, ...]]]
"""For each kind the compound indexes on its indexed fields."""


async def create_indexes(
    database: Database, settings: Settings, kinds: Iterable[type[Aggregate]], indexes: Indexes
) -> None:
    """Create what is missing; safe to run twice and beside running replicas.

    Only one index of a kind holds the time of its change, since every write moves it.
    """
    for kind in kinds:
        own = [IndexModel([("organisations", ASCENDING), ("changed_at", ASCENDING), ("_id", ASCENDING)])]
        own += [IndexModel([(f"by.{field}", ASCENDING) for field in fields]) for fields in indexes.get(kind, ())]
        await database[kind.KIND].create_indexes(own)
    await _create_chassis_indexes(database, settings)


async def _create_chassis_indexes(database: Database, settings: Settings) -> None:
    await _create_outbox_indexes(database["outbox"])
    await database["answers"].create_indexes(
        [IndexModel([("answered_at", ASCENDING)], expireAfterSeconds=settings.answers_keep_hours * 3600)]
    )
    await database["erasures"].create_indexes([IndexModel([("by.is_open", ASCENDING), ("changed_at", ASCENDING)])])
    await database["reminders"].create_indexes([IndexModel([("due", ASCENDING)])])
    await database["held"].create_indexes(
        [
            IndexModel([("state", ASCENDING), ("due", ASCENDING)]),
            IndexModel([("source", ASCENDING), ("sequence", ASCENDING)]),
            IndexModel([("held_at", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("state", ASCENDING), ("held_at", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([(field, ASCENDING) for field in ("state", "topic", "reason", "held_at")]),
        ]
    )


async def _create_outbox_indexes(outbox: Collection) -> None:
    if EXPIRING in await outbox.index_information():
        # It deleted the last event of an aggregate as well; another replica may be faster.
        with suppress(OperationFailure):
            await outbox.drop_index(EXPIRING)
    pending, last, aged = {"pending": True}, {"last": True}, {"published_at": {"$exists": True}}
    await outbox.create_indexes(
        [
            IndexModel([("lane", ASCENDING), ("stamp", ASCENDING)], name="pending", partialFilterExpression=pending),
            IndexModel([("published_at", ASCENDING), ("_id", ASCENDING)], name="aged", partialFilterExpression=aged),
            IndexModel([("key", ASCENDING)], name="last", partialFilterExpression=last),
        ]
    )
