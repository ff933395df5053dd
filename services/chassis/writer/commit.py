"""The one transaction of a batch."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pymongo import DeleteOne, InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import PyMongoError

from services.chassis.mongo.documents import to_document
from services.chassis.mongo.driver import Database, Session
from services.chassis.mongo.transaction import Conflict, meaning, transaction
from services.chassis.observability import metrics
from services.chassis.writer.desk import Desk

if TYPE_CHECKING:
    from services.chassis.writer.batch import Batch
    from services.chassis.writer.bench import Bench

Operations = list[Any]


async def commit(bench: Bench, batch: Batch) -> None:
    """Write everything that the batch came to, all or nothing. Raises Conflict if it relied on what is no longer so."""
    guarded = _aggregate_operations(batch.desk)
    guarded["seen"] = batch.seen.operations()
    guarded["answers"] = list(batch.answers.operations)
    guarded["held"] = list(batch.held.insertions())
    claims: Operations = list(batch.reminders.claims())
    loose: dict[str, Operations] = {
        "reminders": list(batch.reminders.operations()),
        "held": list(batch.held.operations),
    }
    if not (claims or batch.outbox.rows or any(guarded.values()) or any(loose.values())):
        return
    with metrics.transaction_seconds.labels(bench.service).time(), batch.trace.transaction(len(batch.outbox.rows)):
        async with transaction(bench.client) as session:
            for collection, operations in guarded.items():
                await _write(bench.database, session, collection, operations, guarded=True)
            await _write(bench.database, session, "reminders", claims, guarded=True)
            for collection, operations in loose.items():
                await _write(bench.database, session, collection, operations, guarded=False)
            if batch.outbox.rows:
                await bench.database["outbox"].insert_many(batch.outbox.rows, ordered=True, session=session)


def _aggregate_operations(desk: Desk) -> dict[str, Operations]:
    operations: dict[str, Operations] = defaultdict(list)
    for key in desk.changed:
        before, after = desk.loaded[key], desk.current[key]
        collection = operations[key[0].KIND]
        if before is None:
            if after is not None:
                collection.append(InsertOne(to_document(after)))
        elif after is None:
            collection.append(DeleteOne({"_id": key[1], "version": before.version}))
        else:
            collection.append(ReplaceOne({"_id": key[1], "version": before.version}, to_document(after)))
    for key in desk.relied_on:
        stored = desk.loaded.get(key)
        if stored is not None and key not in desk.changed:
            touch = UpdateOne({"_id": key[1], "version": stored.version}, {"$inc": {"version": 1}})
            operations[key[0].KIND].append(touch)
    return operations


async def _write(
    database: Database, session: Session, collection: str, operations: Operations, *, guarded: bool
) -> None:
    if not operations:
        return
    try:
        result = await database[collection].bulk_write(operations, ordered=False, session=session)
    except PyMongoError as error:
        raise meaning(error) from error
    done = result.inserted_count + result.matched_count + result.deleted_count
    if guarded and done != len(operations):
        raise Conflict(f"{len(operations) - done} of {len(operations)} writes to {collection} found another version")
