"""Tries held records again, whole keys at a time and in the order of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from services.chassis.housekeeping.held_filter import HeldFilter
from services.chassis.housekeeping.held_records import HeldRecords, Place
from services.chassis.housekeeping.parked import as_work
from services.chassis.mongo.driver import Document
from services.chassis.writer.held import DEAD, DISCARDED, PARKED
from services.chassis.writer.work import RecordWork
from services.deciding import Refusal

WHOLE_KEYS = 1_000
"""Records that are drawn in beside those asked for, so that keys are whole; the rest follows by itself."""


class AlreadyDiscarded(Refusal):
    """The record was given up, and its number may be passed over already: it cannot be tried again."""


class Redriven(StrEnum):
    """What became of a held record that was tried again."""

    APPLIED = "applied"
    HELD = "held"
    UNREADABLE = "unreadable"


OF_STATE = {DEAD: Redriven.UNREADABLE, PARKED: Redriven.HELD, DISCARDED: Redriven.HELD}
"""What a record came to that still lies there."""


@dataclass(slots=True)
class Round:
    """What became of some; after which place to go on, if there are more."""

    outcomes: Counter[Redriven] = field(default_factory=Counter)
    next: Place | None = None


class Redriving:
    """Of one service."""

    def __init__(self, records: HeldRecords) -> None:
        self._records = records

    async def one(self, id: str) -> tuple[Document, Redriven]:
        """Try it again with all that is parked of its key. Raises Unknown, AlreadyDiscarded or Busy.

        Gives it as it is now, or as it was if it is held no longer.
        """
        row = await self._records.get(id)
        if row["state"] == DISCARDED:
            raise AlreadyDiscarded(f"it was given up by {row['discarded_by']}; have it published anew instead")
        works = await self._with_their_keys([row], {"_id": id})
        outcomes = await self._try(works)
        return await self._records.held.find_one({"_id": id}) or row, outcomes[id]

    async def many(self, which: HeldFilter, limit: int, after: Place | None, *, dry: bool) -> Round:
        """Try as many as `limit` of them again, and what is parked of their keys. Raises Busy.

        Dry: nothing is tried; those count as applied whose turn it would be, though their decider may still fail.
        """
        which = replace(which, states=which.states or (DEAD, PARKED))
        rows, more = await self._records.page(which, limit, after)
        outcomes = await (self._foresee_all(rows, which) if dry else self._try_all(rows, which, after))
        last = (rows[-1]["held_at"], rows[-1]["_id"]) if more else None
        return Round(outcomes, last)

    async def _foresee_all(self, rows: Sequence[Document], which: HeldFilter) -> Counter[Redriven]:
        works = await self._with_their_keys(rows, which.conditions(self._records.topics))
        outcomes = await self._foresee(works)
        return Counter(outcomes.get(row["_id"], OF_STATE[row["state"]]) for row in rows)

    async def _try_all(self, rows: Sequence[Document], which: HeldFilter, after: Place | None) -> Counter[Redriven]:
        """Counts those asked for, and those that went along and had their effect: they will not come up again."""
        query = which.conditions(self._records.topics)
        tried = await self._records.held_up_to(after, {row.get("source") for row in rows}, query)
        works = await self._with_their_keys([row for row in rows if row.get("source") not in tried], query)
        outcomes = await self._try(works)
        asked = Counter(outcomes.pop(row["_id"], OF_STATE[row["state"]]) for row in rows)
        return asked + Counter(outcome for outcome in outcomes.values() if outcome is Redriven.APPLIED)

    async def _with_their_keys(self, rows: Sequence[Document], which: Document) -> list[RecordWork]:
        works = {row["_id"]: as_work(row) for row in rows}
        sources = {work.source for work in works.values() if work.received is not None}
        for row in await self._records.letters_of(sorted(sources), which, WHOLE_KEYS):
            works.setdefault(row["_id"], as_work(row))
        for work in works.values():
            work.attempts = 0
        return sorted(works.values(), key=_place)

    async def _try(self, works: Sequence[RecordWork]) -> dict[str | None, Redriven]:
        await self._records.submit(works)
        ids = [work.held_id for work in works if work.given_up is None]
        found = await self._records.held.find({"_id": {"$in": ids}}, {"state": 1}).to_list(None)
        still = {row["_id"]: OF_STATE[row["state"]] for row in found}
        return {id: still.get(id, Redriven.APPLIED) for id in ids}

    async def _foresee(self, works: Sequence[RecordWork]) -> dict[str | None, Redriven]:
        sources = {work.source for work in works if work.received is not None}
        return foreseen(works, {source: await self._records.applied_of(source) for source in sorted(sources)})


def foreseen(works: Sequence[RecordWork], applied: dict[str, int]) -> dict[str | None, Redriven]:
    """What would become of works in order, if no decider failed: a rule on the last number applied of each source."""
    applied, outcomes = dict(applied), {}
    for work in works:
        outcome = _foreseen(work, applied)
        if outcome is Redriven.APPLIED:
            applied[work.source] = max(applied[work.source], work.sequence)
        if work.given_up is None:
            outcomes[work.held_id] = outcome
    return outcomes


def _foreseen(work: RecordWork, applied: dict[str, int]) -> Redriven:
    if work.received is None or (work.fault is not None and work.given_up is None):
        return Redriven.UNREADABLE
    if work.failure is not None or work.sequence > applied[work.source] + 1:
        return Redriven.HELD
    return Redriven.APPLIED


def _place(work: RecordWork) -> tuple[str, int]:
    return (work.source, work.sequence) if work.received is not None else ("", 0)
