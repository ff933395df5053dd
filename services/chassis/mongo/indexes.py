"""Indexes: those that the chassis itself needs, and those that a service declares for its queries."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from pymongo import ASCENDING, IndexModel
from pymongo.errors import OperationFailure

from services.chassis.mongo.driver import Collection, Database
from services.chassis.settings import Settings
from services.deciding import Aggregate

EXPIRING, ANSWERED = "published_at_1", "answered_at_1"
Indexes = Mapping[type[Aggregate], Iterable[tuple[str, ...]]]
"""For each kind the compound indexes on its indexed fields."""


async def create_indexes(
    database: Database, settings: Settings, kinds: Iterable[type[Aggregate]], indexes: Indexes
) -> None:
    """Create what is missing; safe to run twice and beside running replicas.

    Only one index of a kind holds the time of its change, since every write moves it.
    """
    await _drop_expiring(database["outbox"])
    await _keep_answers_for(database, settings)
    for collection, models in wanted_indexes(settings, kinds, indexes).items():
        await database[collection].create_indexes(models)


def wanted_indexes(
    settings: Settings, kinds: Iterable[type[Aggregate]], indexes: Indexes
) -> dict[str, list[IndexModel]]:
    """Those of a service, by collection."""
    wanted = _chassis_indexes(settings)
    for kind in kinds:
        own = wanted.setdefault(kind.KIND, [])
        own.append(IndexModel([("organisations", ASCENDING), ("changed_at", ASCENDING), ("_id", ASCENDING)]))
        own += [IndexModel([(f"by.{field}", ASCENDING) for field in fields]) for fields in indexes.get(kind, ())]
    return wanted


def _chassis_indexes(settings: Settings) -> dict[str, list[IndexModel]]:
    return {
        "outbox": _outbox_indexes(),
        "answers": [IndexModel([("answered_at", ASCENDING)], expireAfterSeconds=_answers_seconds(settings))],
        "erasures": [IndexModel([("by.is_open", ASCENDING), ("changed_at", ASCENDING)])],
        "reminders": [IndexModel([("due", ASCENDING)])],
        "held": [
            IndexModel([("state", ASCENDING), ("due", ASCENDING)]),
            IndexModel([("source", ASCENDING), ("sequence", ASCENDING)]),
            IndexModel([("held_at", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("state", ASCENDING), ("held_at", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([(field, ASCENDING) for field in ("state", "topic", "reason", "held_at")]),
        ],
    }


def _outbox_indexes() -> list[IndexModel]:
    pending, last, aged = {"pending": True}, {"last": True}, {"published_at": {"$exists": True}}
    return [
        IndexModel([("lane", ASCENDING), ("stamp", ASCENDING)], name="pending", partialFilterExpression=pending),
        IndexModel([("published_at", ASCENDING), ("_id", ASCENDING)], name="aged", partialFilterExpression=aged),
        IndexModel([("key", ASCENDING)], name="last", partialFilterExpression=last),
    ]


async def _keep_answers_for(database: Database, settings: Settings) -> None:
    """An index cannot be created again with another time; it can be told of another one."""
    found = (await database["answers"].index_information()).get(ANSWERED)
    if found is not None and found.get("expireAfterSeconds") != _answers_seconds(settings):
        change = {"name": ANSWERED, "expireAfterSeconds": _answers_seconds(settings)}
        await database.command("collMod", "answers", index=change)


def _answers_seconds(settings: Settings) -> int:
    return settings.answers_keep_hours * 3600


async def _drop_expiring(outbox: Collection) -> None:
    if EXPIRING in await outbox.index_information():
        # It deleted the last event of an aggregate as well; another replica may be faster.
        with suppress(OperationFailure):
            await outbox.drop_index(EXPIRING)
