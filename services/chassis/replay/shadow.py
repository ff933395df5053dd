"""The side place: the same reactions and the same unit of work, in a database that nobody publishes from."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Generator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Self

from pymongo import ASCENDING, IndexModel, UpdateOne

from mentormesh_contracts import TOPIC_OF, Event
from services.chassis.housekeeping.parked import ParkedRecords
from services.chassis.identity import new_id
from services.chassis.mongo.driver import Client, Database
from services.chassis.mongo.indexes import create_indexes
from services.chassis.replay.jumping import JumpingSeenBook
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.writer.bench import Bench
from services.chassis.writer.held import PARKED
from services.chassis.writer.loop import Writer
from services.chassis.writer.work import Reaction, RecordWork, SourceKey, source_key
from services.deciding import Aggregate, Change, Context, Deciding, Decision

LONGEST_NAME = 63
ENDING = "_replay"
EPOCH = datetime.fromtimestamp(0, UTC)
Key = tuple[str, str]
"""Kind and id of an aggregate."""


def shadow_name(database: str) -> str:
    """The name of the side place; shortened where the server would take it for too long."""
    if len(database + ENDING) <= LONGEST_NAME:
        return database + ENDING
    return f"{database[:40]}_{hashlib.sha256(database.encode()).hexdigest()[:8]}{ENDING}"


class Shadow:
    """What the topics make of a service's state. Nothing is published, sent or reminded of from here."""

    def __init__(self, service: Service, settings: Settings, client: Client) -> None:
        self.database: Database = client[shadow_name(settings.database(service.name))]
        self._origins = self.database["origins"]
        self._changed: dict[SourceKey, set[str]] = defaultdict(set)
        self._jumped: set[SourceKey] = set()
        self._settings = settings
        bench = Bench(
            service=service.name,
            client=client,
            database=self.database,
            reactions={event: self._states_alone(react) for event, react in service.all_reactions.items()},
            new_id=new_id,
            now=_now,
            book=partial(JumpingSeenBook, self._jumped),
        )
        self._writer = Writer(
            bench, batch_size=settings.batch_size, queue_size=settings.queue_size, committed=asyncio.Event()
        )
        self._parked = ParkedRecords(self.database, self._writer, _now)

    @classmethod
    @asynccontextmanager
    async def opened(cls, service: Service, settings: Settings, client: Client) -> AsyncIterator[Self]:
        """An empty one, gone when the `with` ends. What an interrupted replay has left is dropped first."""
        shadow = cls(service, settings, client)
        await client.drop_database(shadow.database.name)
        await create_indexes(shadow.database, settings, (), {})
        await shadow._origins.create_indexes([IndexModel([("changed", ASCENDING)])])
        writing = asyncio.create_task(shadow._writer.run())
        try:
            yield shadow
        finally:
            writing.cancel()
            await asyncio.wait({writing})
            await client.drop_database(shadow.database.name)

    async def apply(self, works: Sequence[RecordWork]) -> None:
        """Apply records, in their order."""
        await self._writer.submit_records(works)
        await self._note_origins()

    async def apply_parked(self) -> int:
        """Try what waits for another record, as long as that helps. Gives how many records still wait."""
        waiting, before = await self._waiting(), -1
        while waiting and waiting != before:
            held = self.database["held"]
            await held.update_many({"state": PARKED, "due": {"$ne": None}}, {"$set": {"due": EPOCH}})
            while await self._parked.sweep():
                pass
            before, waiting = waiting, await self._waiting()
        await self._note_origins()
        return waiting

    async def _waiting(self) -> int:
        return int(await self.database["held"].count_documents({"state": PARKED}))

    def _states_alone(self, react: Reaction) -> Reaction:
        """The reaction, of whose decision nothing but the states is kept."""

        def reaction(event: Event, context: Context) -> Deciding:
            outcome = react(event, context)
            decision = (yield from outcome) if isinstance(outcome, Generator) else outcome
            changes = [Change(change.state, (), change.removed) for change in decision.changes]
            source = source_key(TOPIC_OF[type(event)].name, event.subject)
            self._changed[source].update(_key(type(change.state), change.state.id) for change in changes)
            return Decision(changes=changes)

        return reaction

    async def _note_origins(self) -> None:
        changed, self._changed = self._changed, defaultdict(set)
        jumped = set(self._jumped)
        self._jumped.clear()
        operations = [
            UpdateOne(
                {"_id": source},
                {"$addToSet": {"changed": {"$each": sorted(keys)}}, "$max": {"jumped": source in jumped}},
                upsert=True,
            )
            for source, keys in changed.items()
            if keys
        ]
        if operations:
            await self._origins.bulk_write(operations, ordered=False)

    async def origins_of(self, kind: type[Aggregate], ids: Iterable[str]) -> Mapping[str, dict[SourceKey, bool]]:
        """For each of these aggregates the sources that have changed it, and whether each was read incompletely."""
        wanted = {_key(kind, id): id for id in ids}
        found: dict[str, dict[SourceKey, bool]] = {id: {} for id in wanted.values()}
        async for origin in self._origins.find({"changed": {"$in": list(wanted)}}):
            for key in set(origin["changed"]) & wanted.keys():
                found[wanted[key]][origin["_id"]] = bool(origin["jumped"])
        return found


def _key(kind: type[Aggregate], id: str) -> str:
    return f"{kind.KIND}/{id}"


def _now() -> datetime:
    return datetime.now(UTC)
