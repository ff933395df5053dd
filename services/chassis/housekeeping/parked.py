"""Tries parked records again, in the order of their sequence, when their time has come."""

from collections.abc import Callable
from datetime import datetime

from mentormesh_contracts import MalformedRecord
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.held import DISCARDED, PARKED, UNDECIDED
from services.chassis.writer.loop import Writer
from services.chassis.writer.reading import read
from services.chassis.writer.work import GivenUp, RecordWork

SOURCES = 100
RECORDS = 1000


class ParkedRecords:
    """Sweeps the parked records of one service, and passes over those that were given up ahead of their turn."""

    def __init__(self, database: Database, writer: Writer, now: Callable[[], datetime]) -> None:
        self._held = database["held"]
        self._writer = writer
        self._now = now

    async def sweep(self) -> bool:
        """Try the due ones with all those behind them. True if there may be more."""
        due = {"state": {"$in": UNDECIDED}, "due": {"$lte": self._now()}}
        heads = await self._held.find(due, {"source": 1}).sort("due", 1).limit(SOURCES).to_list(SOURCES)
        if not heads:
            return False
        sources = list({head["source"] for head in heads})
        waiting = self._held.find(undecided_of(sources))
        rows = await waiting.sort([("source", 1), ("sequence", 1)]).limit(RECORDS).to_list(RECORDS)
        await self._writer.submit_records([as_work(row) for row in rows])
        return len(heads) == SOURCES


def undecided_of(sources: list[str]) -> Document:
    """The query for what must be applied or passed over, of these aggregates."""
    return {"state": {"$in": UNDECIDED}, "passed": {"$ne": True}, "source": {"$in": sources}}


def as_work(row: Document) -> RecordWork:
    """A held record as work for the writer, read anew: newer code may read what older could not.

    A parked one that cannot be read any more is still known by its envelope, and has failed.
    """
    headers: list[tuple[str, bytes]] = [(name, bytes(value)) for name, value in row["headers"]]
    body = bytes(row["body"]) if row["body"] is not None else None
    received, fault = read(headers, body)
    place = (row["topic"], row["partition"], row["offset"])
    work = RecordWork(*place, headers, body, received, fault, held_id=row["_id"], attempts=row["attempts"])
    if row["state"] == PARKED and received is not None and fault is not None:
        work.fault, work.failure = None, MalformedRecord(fault)
    if row["state"] == DISCARDED:
        work.given_up = GivenUp(row["discard_reason"], row["discarded_by"])
    return work
