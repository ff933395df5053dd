"""Tries parked records again, in the order of their sequence, when their time has come."""

from collections.abc import Callable
from datetime import datetime

from mentormesh_contracts import MalformedRecord
from services.chassis.mongo.driver import Database, Document
from services.chassis.observability import metrics
from services.chassis.writer.held import DEAD, PARKED
from services.chassis.writer.loop import Writer
from services.chassis.writer.reading import read
from services.chassis.writer.work import RecordWork

SOURCES = 100
RECORDS = 1000


class ParkedRecords:
    """Sweeps the parked records of one service."""

    def __init__(self, service: str, database: Database, writer: Writer, now: Callable[[], datetime]) -> None:
        self._service = service
        self._held = database["held"]
        self._writer = writer
        self._now = now

    async def sweep(self) -> bool:
        """Try the due ones with all those behind them. True if there may be more."""
        due = {"state": PARKED, "due": {"$lte": self._now()}}
        heads = await self._held.find(due, {"source": 1}).sort("due", 1).limit(SOURCES).to_list(SOURCES)
        if not heads:
            return False
        sources = list({head["source"] for head in heads})
        waiting = self._held.find({"state": PARKED, "source": {"$in": sources}})
        rows = await waiting.sort([("source", 1), ("sequence", 1)]).limit(RECORDS).to_list(RECORDS)
        await self._writer.submit_records([as_work(row) for row in rows])
        return len(heads) == SOURCES

    async def measure(self) -> None:
        """Count what is held."""
        for state in (DEAD, PARKED):
            count = await self._held.count_documents({"state": state})
            metrics.held_records.labels(self._service, "dead_letter" if state == DEAD else state).set(count)


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
    return work
