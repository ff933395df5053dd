"""All that an operator must know of one held record."""

from dataclasses import dataclass

from services.chassis.housekeeping.advice import Standing, advice
from services.chassis.housekeeping.held_records import HeldRecords
from services.chassis.housekeeping.parked import as_work
from services.chassis.mongo.driver import Document
from services.chassis.writer.held import DEAD, PARKED

FEW = 5


@dataclass(frozen=True, slots=True)
class Story:
    """A held record among the others of its aggregate."""

    row: Document
    fault: str | None
    """Why the code that runs now cannot read it; None: it can."""
    applied: int | None
    """The last number applied of its aggregate; None: nobody knows which that is."""
    before: tuple[str, ...]
    behind: int
    first_behind: tuple[str, ...]
    advice: str


async def story_of(records: HeldRecords, id: str) -> Story:
    """Of one of them. Raises Unknown."""
    row = await records.get(id)
    work = as_work(row)
    fault = work.fault or (str(work.failure) if work.failure else None)
    if work.received is None:
        standing = Standing(row["state"], row["reason"], fault, False, None, None, 0)
        return Story(row, fault, None, (), 0, (), advice(standing))
    applied = await records.applied_of(work.source)
    others = {"source": work.source, "state": {"$in": [DEAD, PARKED]}}
    earlier = others | {"sequence": {"$gt": applied, "$lt": work.sequence}}
    later = others | {"sequence": {"$gt": work.sequence}}
    before, first_behind = await _few(records, earlier), await _few(records, later)
    behind = await records.held.count_documents(later)
    standing = Standing(
        state=row["state"],
        reason=row["reason"],
        fault=fault,
        is_applied=work.sequence <= applied,
        first_before=before[0]["_id"] if before else None,
        missing=first_missing([each["sequence"] for each in before], applied, work.sequence),
        behind=behind,
    )
    return Story(row, fault, applied, _ids(before), behind, _ids(first_behind), advice(standing))


def first_missing(held: list[int], applied: int, own: int) -> int | None:
    """The next number to be applied, if it is neither held (the lowest of `held` are known) nor this one's own."""
    due = applied + 1
    return due if due < own and due not in held else None


async def _few(records: HeldRecords, query: Document) -> list[Document]:
    found = records.held.find(query, {"sequence": 1}).sort("sequence", 1).limit(FEW)
    return list(await found.to_list(FEW))


def _ids(rows: list[Document]) -> tuple[str, ...]:
    return tuple(row["_id"] for row in rows)
