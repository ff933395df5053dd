"""The live state beside the rebuilt one. Whoever is equal is equal; of the others it is asked why."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from services.chassis.mongo.documents import Stored, from_document
from services.chassis.mongo.driver import Database, Document, Session
from services.chassis.replay.fields import differing
from services.chassis.replay.report import MISSING, ONE_TOO_MANY, Difference
from services.chassis.replay.shadow import Shadow
from services.deciding import Aggregate

PAGE = 500
States = Mapping[str, Stored[Aggregate]]


class Verdict(Enum):
    """What may be said of an aggregate."""

    EQUAL = "equal"
    DIFFERENT = "different"
    BEHIND = "behind"
    AHEAD = "ahead"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Judged:
    """One aggregate with both of its states."""

    id: str
    verdict: Verdict
    live: Stored[Aggregate] | None = None
    rebuilt: Stored[Aggregate] | None = None
    fields: tuple[str, ...] = ()

    @property
    def is_moving(self) -> bool:
        """Whether the two do not come from the same events: that may be so in a moment."""
        return self.verdict in (Verdict.BEHIND, Verdict.AHEAD)

    @property
    def difference(self) -> Difference:
        """What is told of it."""
        what = MISSING if self.live is None else ONE_TOO_MANY if self.rebuilt is None else "different"
        return Difference(self.id, self.fields, what)


class Comparison:
    """Compares the aggregates of one kind."""

    def __init__(self, live: Database, shadow: Shadow, kind: type[Aggregate], *, is_since: bool) -> None:
        self._live, self._shadow, self._kind, self._is_since = live, shadow, kind, is_since

    async def ids(self) -> AsyncIterator[list[str]]:
        """The ids of all that are rebuilt or live, a page at a time; some come twice."""
        for database in (self._shadow.database, self._live):
            after = ""
            while page := await self._ids(database, after):
                yield page
                after = page[-1]

    async def _ids(self, database: Database, after: str) -> list[str]:
        found = database[self._kind.KIND].find({"_id": {"$gt": after}}, {"_id": 1}).sort("_id", 1).limit(PAGE)
        return [document["_id"] for document in await found.to_list(PAGE)]

    async def states(self, database: Database, ids: Collection[str], session: Session | None = None) -> States:
        """The states of these ids, as of the session's moment if there is one."""
        found = await database[self._kind.KIND].find({"_id": {"$in": list(ids)}}, session=session).to_list(None)
        return {document["_id"]: from_document(self._kind, document) for document in found}

    async def rebuilt(self, ids: Collection[str]) -> States:
        """The rebuilt states of these ids."""
        return await self.states(self._shadow.database, ids)

    async def unlike(self, ids: Collection[str]) -> list[str]:
        """Those of the ids that are not plainly equal at a glance."""
        live, rebuilt = await self.states(self._live, ids), await self.rebuilt(ids)
        return [id for id in ids if not self._alike(live.get(id), rebuilt.get(id), is_whole=True)]

    def _alike(self, live: Stored[Aggregate] | None, rebuilt: Stored[Aggregate] | None, *, is_whole: bool) -> bool:
        if live is None or rebuilt is None:
            return live is rebuilt
        return not self._differing(live, rebuilt, is_whole=is_whole)

    def _differing(self, live: Stored[Aggregate], rebuilt: Stored[Aggregate], *, is_whole: bool) -> tuple[str, ...]:
        is_whole = is_whole and not self._is_since
        return differing(live.state, rebuilt.state, is_whole=is_whole, is_since=self._is_since)

    async def judge(self, ids: Collection[str], live: States, session: Session) -> list[Judged]:
        """What may be said of these, whose live states were read in the session before the topics were read on."""
        rebuilt, origins = await self.rebuilt(ids), await self._shadow.origins_of(self._kind, ids)
        sources = {source for each in origins.values() for source in each}
        told = await seen_of(self._shadow.database, sources)
        heard = await seen_of(self._live, sources, session)
        seen = {source: (heard.get(source, 0), told.get(source, 0)) for source in sources}
        return [
            self._judged(id, live.get(id), rebuilt.get(id), origins[id], [seen[source] for source in origins[id]])
            for id in ids
        ]

    def _judged(
        self,
        id: str,
        live: Stored[Aggregate] | None,
        rebuilt: Stored[Aggregate] | None,
        origins: Mapping[str, bool],
        seen: Sequence[tuple[int, int]],
    ) -> Judged:
        if not origins:
            return Judged(id, Verdict.UNTOLD if live else Verdict.EQUAL, live)
        is_whole = not any(origins.values())
        if self._alike(live, rebuilt, is_whole=is_whole):
            return Judged(id, Verdict.EQUAL, live, rebuilt)
        if any(heard < told for heard, told in seen):
            return Judged(id, Verdict.BEHIND, live, rebuilt)
        if any(heard > told for heard, told in seen):
            return Judged(id, Verdict.AHEAD, live, rebuilt)
        fields = self._differing(live, rebuilt, is_whole=is_whole) if live and rebuilt else ()
        return Judged(id, Verdict.DIFFERENT, live, rebuilt, fields)


async def seen_of(database: Database, sources: Iterable[str], session: Session | None = None) -> dict[str, int]:
    """The last sequences applied there of these sources, as of the session's moment if there is one."""
    found: list[Document] = await database["seen"].find({"_id": {"$in": list(sources)}}, session=session).to_list(None)
    return {document["_id"]: document["n"] for document in found}
