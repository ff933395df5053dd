"""The last sequence seen of each source aggregate: what tells a duplicate, a gap and the next one apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pymongo import InsertOne, UpdateOne

from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.work import RecordWork, SourceKey


class Turn(Enum):
    """What a record's sequence says about it."""

    NEXT = "next"
    DUPLICATE = "duplicate"
    GAP = "gap"
    BEHIND = "behind"
    """Another one of its key is parked."""


@dataclass(slots=True)
class Seen:
    """Of one source aggregate: the last sequence applied, and the highest parked (0: none)."""

    applied: int = 0
    parked: int = 0


class SeenBook:
    """The seen sequences of one batch, as loaded and as they become."""

    def __init__(self, preceding: "SeenBook | None" = None) -> None:
        self._preceding = preceding
        self._before: dict[SourceKey, Seen] = {}
        self._now: dict[SourceKey, Seen] = {}
        self._relied_on: set[SourceKey] = set()

    async def load(self, database: Database, sources: Iterable[SourceKey]) -> None:
        """Read what was seen of the sources."""
        wanted = list(dict.fromkeys(sources))
        if not wanted:
            return
        for document in await database["seen"].find({"_id": {"$in": wanted}}).to_list(None):
            self._note(document["_id"], document["n"], document["parked"])
        if self._preceding is not None:
            for source in wanted:
                if (seen := self._preceding._now.get(source)) is not None:
                    self._note(source, seen.applied, seen.parked)

    def _note(self, source: SourceKey, applied: int, parked: int) -> None:
        self._before[source] = Seen(applied, parked)
        self._now[source] = Seen(applied, parked)

    def let_go(self) -> None:
        """Forget the batch before."""
        self._preceding = None

    def turn(self, work: RecordWork) -> Turn:
        """Whether the record is next, seen before, early, or behind a parked one.

        The next one is let through even when others are parked: it may fill the gap that they wait for. One after
        which nothing earlier matters waits for nothing.
        """
        seen = self._now.get(work.source, _NOTHING)
        if work.sequence <= seen.applied:
            return Turn.DUPLICATE
        if work.sequence == seen.applied + 1 or work.is_final:
            return Turn.NEXT
        return Turn.BEHIND if seen.parked else Turn.GAP

    def has_parked(self, work: RecordWork) -> bool:
        """Whether records of its source are parked."""
        return self._now.get(work.source, _NOTHING).parked > 0

    def last_applied(self, work: RecordWork) -> int:
        """The last sequence of its source that was applied; 0: none."""
        return self._now.get(work.source, _NOTHING).applied

    def applied(self, work: RecordWork) -> int | None:
        """Note it as applied. Gives the sequence of the parked one that comes next, if any is parked."""
        seen = self._now.setdefault(work.source, Seen())
        seen.applied = work.sequence
        if seen.parked <= seen.applied:
            seen.parked = 0
        return seen.applied + 1 if seen.parked else None

    def pass_over(self, work: RecordWork, after: int) -> bool:
        """Make it the next one, if numbers are missing before it and `after` is the last applied. Gives whether.

        A missing one that comes later is a duplicate.
        """
        seen = self._now.setdefault(work.source, Seen())
        if seen.applied != after or work.sequence <= after + 1:
            return False
        self.rely_on(work)
        seen.applied = work.sequence - 1
        return True

    def parked(self, work: RecordWork) -> None:
        """Note it as parked. That it is not its turn must still be so when the batch is committed.

        Else it would be put to sleep after whoever applied the one before it has called it.
        """
        self.rely_on(work)
        seen = self._now.setdefault(work.source, Seen())
        seen.parked = max(seen.parked, work.sequence)

    def rely_on(self, work: RecordWork) -> None:
        """The batch holds only if nobody else has moved the sequence of its source."""
        self._now.setdefault(work.source, Seen())
        self._relied_on.add(work.source)

    def operations(self) -> list["InsertOne[Document] | UpdateOne"]:
        """The writes, each holding only if nobody else wrote meanwhile."""
        operations: list[InsertOne[Document] | UpdateOne] = []
        for source, seen in self._now.items():
            before = self._before.get(source)
            if before is None:
                operations.append(InsertOne({"_id": source, "n": seen.applied, "parked": seen.parked}))
            elif before != seen or source in self._relied_on:
                operations.append(
                    UpdateOne(
                        {"_id": source, "n": before.applied, "parked": before.parked},
                        {"$set": {"n": seen.applied, "parked": seen.parked}},
                    )
                )
        return operations


_NOTHING = Seen()
