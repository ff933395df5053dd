"""Lets a record go on without numbers of its aggregate that never come: an operator's decision."""

from services.chassis.housekeeping.held_records import HeldRecords, NotTheHead
from services.chassis.housekeeping.parked import as_work
from services.chassis.mongo.driver import Document
from services.chassis.writer.held import DEAD, PARKED
from services.chassis.writer.passing import passed_id
from services.chassis.writer.work import PassedOver, RecordWork
from services.deciding import Refusal


class NoGap(Refusal):
    """The numbers that were to be passed over are not missing, or not any more."""


class PassingOver:
    """Of one service."""

    def __init__(self, records: HeldRecords) -> None:
        self._records = records

    async def before(self, id: str, without: PassedOver) -> Document:
        """Pass over all numbers between the last applied one and this parked record, which goes on.

        Gives what is kept of it for the audit. A missing one that comes later is a duplicate. Raises Unknown, NoGap
        if another number was applied meanwhile, NotTheHead if a record between them is held, or Busy.
        """
        row = await self._records.get(id)
        if row["state"] != PARKED:
            raise NoGap(f"it is {row['state']}, and waits for nothing")
        work = as_work(row)
        await self._insist(work, without.after)
        work.passed_over = without
        await self._records.submit([work])
        passed = passed_id(work.source, without.after, work.sequence)
        noted = await self._records.held.find_one({"_id": passed})
        if noted is None:
            raise NoGap("one of them has come meanwhile; look at it again")
        return noted

    async def _insist(self, work: RecordWork, after: int) -> None:
        applied = await self._records.applied_of(work.source)
        if applied != after:
            raise NoGap(f"the last number applied is {applied}, not {after}")
        if work.sequence <= applied + 1:
            raise NoGap("no number is missing before it")
        between = {"$gt": applied, "$lt": work.sequence}
        which = {"source": work.source, "sequence": between, "state": {"$in": [DEAD, PARKED]}}
        first = await self._records.held.find_one(which, {"_id": 1}, sort=[("sequence", 1)])
        if first is not None:
            raise NotTheHead(f"{first['_id']} has come and is held before it; look after that one first")
