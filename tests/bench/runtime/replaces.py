"""The limit: the same documents replaced in bulk, and nothing else."""

import time
from collections.abc import Iterable, Mapping, Sequence

from pymongo import ReplaceOne

from services.chassis.mongo.driver import MAJORITY, Database, Document, aggregated

BATCH = 500
Documents = Mapping[str, Sequence[Document]]
"""By collection."""


async def some_of(database: Database, kinds: Iterable[str], most: int) -> Documents:
    """Documents drawn at random, or all of them if there are fewer."""
    return {kind: await aggregated(database[kind], [{"$sample": {"size": most}}]) for kind in kinds}


async def replaces(database: Database, documents: Documents, events: int) -> float:
    """Events a second, each of which replaces one document of every kind."""
    begun = time.perf_counter()
    for number in range(0, events, BATCH):
        for kind, stored in documents.items():
            part = [stored[(number + place) % len(stored)] for place in range(min(BATCH, events - number))]
            operations = [ReplaceOne({"_id": one["_id"]}, {**one, "version": one["version"] + number}) for one in part]
            collection = database.get_collection(kind, write_concern=MAJORITY)
            await collection.bulk_write(operations, ordered=False)
    return events / (time.perf_counter() - begun)
