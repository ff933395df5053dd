"""The states on which a batch decides: as loaded, and as they are after the decisions made so far."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import randbits

from mentormesh_contracts import TOPIC_OF, Event
from services.chassis.mongo.documents import Stored, from_document
from services.chassis.mongo.driver import Database
from services.chassis.writer.work import SourceKey, source_key
from services.deciding import Aggregate, Change, Decision, Need

Key = tuple[type[Aggregate], str]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """In an event's place: the record without a body that ends an aggregate's stream."""

    type: type[Event]
    """That of its last event."""
    subject: str


Numbered = tuple[Event | Tombstone, SourceKey, int]
"""What is to be published, of which source, as its how manyeth."""


class RuleFault(Exception):
    """A decider broke a rule of the chassis: a programming error, permanent."""


class Desk:
    """Holds the aggregates of one batch. Never outlives it."""

    def __init__(self, database: Database, now: datetime, before: "Desk | None" = None) -> None:
        self._database = database
        self._now = now
        self._before = before
        self._fresh: set[str] = set()
        self.loaded: dict[Key, Stored[Aggregate] | None] = {}
        self.current: dict[Key, Stored[Aggregate] | None] = {}
        self.changed: dict[Key, None] = {}
        self.relied_on: dict[Key, None] = {}

    def issued(self, id: str) -> str:
        """Note an id as new in this batch: nothing can exist under it."""
        self._fresh.add(id)
        return id

    def let_go(self) -> None:
        """Forget the batch before: nothing more will be loaded, and batches must not keep each other alive."""
        self._before = None

    def lacks(self, needs: Iterable[Need]) -> list[Key]:
        """Those that were not loaded yet."""
        return [(need.kind, need.id) for need in needs if (need.kind, need.id) not in self.current]

    async def load(self, keys: Iterable[Key]) -> None:
        """Load all of them, one query a kind."""
        by_kind: dict[type[Aggregate], set[str]] = defaultdict(set)
        for kind, id in keys:
            by_kind[kind].add(id)
        await asyncio.gather(*(self._load_kind(kind, ids) for kind, ids in by_kind.items()))

    async def _load_kind(self, kind: type[Aggregate], ids: set[str]) -> None:
        cursor = self._database[kind.KIND].find({"_id": {"$in": list(ids)}})
        documents = {document["_id"]: document for document in await cursor.to_list(None)}
        for id in ids:
            document = documents.get(id)
            stored = from_document(kind, document) if document else None
            if self._before is not None:
                stored = self._before.left_behind((kind, id), stored)
            self.loaded[kind, id] = stored
            self.current[kind, id] = stored

    def left_behind(self, key: Key, found: Stored[Aggregate] | None) -> Stored[Aggregate] | None:
        """What will lie in the database once this desk's batch is committed, whenever `found` was read."""
        if key in self.changed:
            return self.current[key]
        touched = self.loaded.get(key)
        if key in self.relied_on and touched is not None:
            return replace(touched, version=touched.version + 1)
        return found

    def state(self, need: Need) -> Aggregate | None:
        """The state as the batch has it now."""
        stored = self.current[need.kind, need.id]
        return stored.state if stored else None

    def apply(self, decision: Decision, read: Iterable[Need]) -> list[Numbered]:
        """Put the decision's changes on the desk; gives its events with their source keys and sequence numbers."""
        needed = {(need.kind, need.id) for need in read}
        numbered = [numbered for change in decision.changes for numbered in self._apply_change(change, needed)]
        if decision.changes or decision.reminders or decision.forgotten:
            for need in read:
                if need.guarded:
                    self.relied_on[need.kind, need.id] = None
        return numbered

    def _apply_change(self, change: Change, needed: set[Key]) -> list[Numbered]:
        key = (type(change.state), change.state.id)
        if key not in needed and key[1] not in self._fresh:
            raise RuleFault(f"{key[0].__name__} {key[1]} is saved by a decider that did not need it")
        if key not in self.current:
            self.loaded[key] = self.current[key] = None
        before = self.current[key]
        sequence = before.sequence if before else 0
        numbered: list[Numbered] = []
        for event in change.events:
            sequence += 1
            if event.subject != change.state.id:
                raise RuleFault(f"{event.TYPE} is about {event.subject}, saved with {change.state.id}")
            numbered.append((event, source_key(TOPIC_OF[type(event)].name, event.subject), sequence))
        if change.buried_as is not None:
            sequence += 1
            tombstone = Tombstone(change.buried_as, change.state.id)
            numbered.append((tombstone, source_key(TOPIC_OF[change.buried_as].name, tombstone.subject), sequence))
        self.changed[key] = None
        self.current[key] = None if change.removed else self._next(change.state, before, sequence)
        return numbered

    def _next(self, state: Aggregate, before: Stored[Aggregate] | None, sequence: int) -> Stored[Aggregate]:
        revision = before.revision + 1 if before else 1
        # One that was removed and made anew must not be mistaken for the one that somebody read before.
        version = before.version + 1 if before else randbits(48)
        return Stored(state, version, revision, sequence, self._now)
