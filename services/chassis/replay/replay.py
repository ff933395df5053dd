"""A whole replay of one service: read, rebuild, compare, and take over if that is wanted."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from mentormesh_contracts import TOPICS
from services.chassis.identity import new_id
from services.chassis.mongo.driver import Client, Database, Session, close, connect
from services.chassis.mongo.reachable import require_database
from services.chassis.relay.lease import Lease
from services.chassis.replay.comparing import PAGE, Comparison, Judged, Verdict, seen_of
from services.chassis.replay.reading import BATCH, TopicReader
from services.chassis.replay.report import Found, KindFound
from services.chassis.replay.settling import Settling
from services.chassis.replay.shadow import Shadow
from services.chassis.replay.taking_over import take_over
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.writer.held import DEAD
from services.chassis.writer.work import RecordWork
from services.deciding import Aggregate

RENEWAL = 1.5
Told = Callable[[int, int], None]
"""How many records are read, and of about how many."""


class NothingToReplay(Exception):
    """The topics hold no record, or none since that time; the message says which."""


class ReplayUnderWay(Exception):
    """Somebody else replays the same service at the moment."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be rebuilt."""

    kinds: tuple[type[Aggregate], ...]
    since: datetime | None = None
    apply: bool = False
    patience: float = 30.0
    """Seconds for those that could not be compared at the same events; they come with every look anew."""


class Replay:
    """One run. Beside live traffic: it reads the live state and, if wanted, repairs it; it takes part in nothing."""

    def __init__(self, service: Service, settings: Settings, wish: Wish, told: Told) -> None:
        self._service, self._settings, self._wish, self._told = service, settings, wish, told
        topics = [topic for topic in TOPICS if topic.name in service.listens_to]
        self._reader = TopicReader(settings, topics, wish.since)
        self._later: list[RecordWork] = []
        """Read, and not applied by the service when it was looked at."""

    async def run(self) -> Found:
        """Do it. Raises DatabaseAway, BrokerAway, TopicsWrong, NothingToReplay or ReplayUnderWay."""
        client, begun = connect(self._settings), time.monotonic()
        found = Found(self._service.name)
        try:
            await require_database(client, self._settings)
            async with self._alone(client), Shadow.opened(self._service, self._settings, client) as shadow:
                await self._reader.start()
                await self._read_all(shadow)
                self._insist_on_something()
                for kind in self._wish.kinds:
                    found.kinds.append(await self._compare(client, shadow, kind))
                found.waiting = await shadow.apply_parked()
                found.unreadable = int(await shadow.database["held"].count_documents({"state": DEAD}))
        finally:
            await self._reader.stop()
            await close(client)
        found.records, found.seconds = self._reader.read, time.monotonic() - begun
        return found

    def _insist_on_something(self) -> None:
        if not self._reader.read:
            since = f" since {self._wish.since.isoformat()}" if self._wish.since else ""
            where = ", ".join(self._service.listens_to)
            raise NothingToReplay(f"no record{since} is on {where}; `mentormesh topics refill --all` fills topics")

    @asynccontextmanager
    async def _alone(self, client: Client) -> AsyncIterator[None]:
        owner = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
        lease = Lease(client[self._settings.database(self._service.name)], "replay", owner)
        if not await lease.hold():
            raise ReplayUnderWay(f"another replay of {self._service.name} is under way; wait for it, or a few seconds")
        keeping = asyncio.create_task(_keep(lease))
        try:
            yield
        finally:
            keeping.cancel()
            await lease.release()

    async def _read_all(self, shadow: Shadow) -> None:
        async for works in self._reader.read_on():
            await shadow.apply(works)
            self._told(self._reader.read, self._reader.total)
        await shadow.apply_parked()

    async def _follow(self, live: Database, shadow: Shadow, session: Session) -> None:
        """Apply what has come since, as far as the service had applied it at the session's moment."""
        works, self._later = self._later, []
        async for more in self._reader.read_on():
            works += more
        readable = [work for work in works if work.received is not None]
        for first in range(0, len(readable), BATCH):
            part = readable[first : first + BATCH]
            heard = await seen_of(live, {work.source for work in part}, session)
            due = [work for work in part if work.sequence <= heard.get(work.source, 0)]
            self._later += [work for work in part if work.sequence > heard.get(work.source, 0)]
            await shadow.apply(due)
        await shadow.apply_parked()

    async def _compare(self, client: Client, shadow: Shadow, kind: type[Aggregate]) -> KindFound:
        live = client[self._settings.database(self._service.name)]
        comparison = Comparison(live, shadow, kind, is_since=self._wish.since is not None)
        settling = Settling(live, comparison, lambda session: self._follow(live, shadow, session), self._wish.patience)
        found, unlike = KindFound(kind.KIND), dict[str, None]()
        async for ids in comparison.ids():
            unlike.update(dict.fromkeys(await comparison.unlike(ids)))
        judged = await settling.judge(list(unlike))
        found.compared = int(await shadow.database[kind.KIND].count_documents({}))
        if self._wish.apply:
            wrong = [each for each in judged.values() if each.verdict is Verdict.DIFFERENT]
            for first in range(0, len(wrong), PAGE):
                await take_over(live, kind, wrong[first : first + PAGE])
            again = await settling.judge([each.id for each in wrong])
            found.repaired = sum(each.verdict is Verdict.EQUAL for each in again.values())
            judged |= again
        self._count(found, judged.values())
        return found

    def _count(self, found: KindFound, judged: Collection[Judged]) -> None:
        for each in judged:
            if each.verdict is Verdict.DIFFERENT:
                found.different.append(each.difference)
            elif each.verdict is not Verdict.EQUAL:
                setattr(found, each.verdict.value, getattr(found, each.verdict.value) + 1)
        found.different.sort(key=lambda difference: difference.id)
        unequal = (Verdict.DIFFERENT, Verdict.BEHIND, Verdict.AHEAD)
        found.equal = found.compared - sum(each.verdict in unequal and each.rebuilt is not None for each in judged)


async def _keep(lease: Lease) -> None:
    while True:
        await asyncio.sleep(RENEWAL)
        await lease.hold()
