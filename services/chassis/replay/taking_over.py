"""The rebuilt state takes the place of the live one, unless that has changed since the two were compared."""

from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import randbits
from typing import Any

from pymongo import DeleteOne, InsertOne, ReplaceOne
from pymongo.errors import BulkWriteError

from services.chassis.mongo.documents import Stored, to_document
from services.chassis.mongo.driver import MAJORITY, Database
from services.chassis.replay.comparing import Judged
from services.deciding import Aggregate

Operation = Any
DUPLICATE_KEY = 11000


async def take_over(live: Database, kind: type[Aggregate], differing: Sequence[Judged]) -> int:
    """Repair these. Gives how many; the others have changed meanwhile, or are not ours to remove."""
    missing = [judged.id for judged in differing if judged.live is None]
    sequences = await _last_sequences(live, missing) if missing else {}
    now = datetime.now(UTC)
    operations = [operation for judged in differing if (operation := _operation(kind, judged, sequences, now))]
    if not operations:
        return 0
    collection = live[kind.KIND].with_options(write_concern=MAJORITY)
    try:
        result = await collection.bulk_write(operations, ordered=False)
    except BulkWriteError as error:
        # Somebody else has put it there meanwhile: it is looked at again.
        if {fault.get("code") for fault in error.details.get("writeErrors", ())} != {DUPLICATE_KEY}:
            raise
        told = error.details
        return int(told["nInserted"] + told["nMatched"] + told["nRemoved"])
    return int(result.inserted_count + result.matched_count + result.deleted_count)


def _operation(kind: type[Aggregate], judged: Judged, sequences: dict[str, int], now: datetime) -> Operation | None:
    live, rebuilt = judged.live, judged.rebuilt
    if rebuilt is None:
        # What the service's own commands have a part in is not removed because others have ended theirs.
        is_pure = live is not None and kind.OWN_FIELDS == ()
        return DeleteOne({"_id": judged.id, "version": live.version}) if live and is_pure else None
    if live is None:
        # A version that nobody has seen before, as for any aggregate that is made.
        made = Stored(rebuilt.state, randbits(48), 1, sequences.get(judged.id, 0), now)
        return InsertOne(to_document(made))
    told = {name: getattr(rebuilt.state, name) for name in judged.fields}
    state = live.state.model_copy(update=told)
    newer = Stored(state, live.version + 1, live.revision + 1, live.sequence, now)
    return ReplaceOne({"_id": judged.id, "version": live.version}, to_document(newer))


async def _last_sequences(live: Database, ids: Sequence[str]) -> dict[str, int]:
    """The number of the last event that each of these has told: the outbox keeps it for ever."""
    last: dict[str, int] = {}
    async for row in live["outbox"].find({"key": {"$in": list(ids)}}, {"key": 1, "headers.ce_sequence": 1}):
        number = int(bytes(row["headers"]["ce_sequence"]))
        last[row["key"]] = max(number, last.get(row["key"], 0))
    return last
