"""How the index is built, and kept fresh: from the service's own collections, whichever replica changes them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from services.chassis.http.faults import NotHeardYet
from services.chassis.mongo.documents import Stored, from_document
from services.chassis.mongo.driver import Document
from services.chassis.mongo.following import Changed, Following, following
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.logs import get_logger
from services.chassis.observability.metrics import copy_age_seconds, copy_items
from services.chassis.runtime import Runtime
from services.deciding import Aggregate
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.tie import Tie
from services.matching.recommending.index import Index

log = get_logger(__name__)
KINDS: tuple[type[Aggregate], ...] = (Participant, Tie, AgreementPlaces)
COPY = "mentors"
EVERY, SOON = 0.1, 0.01
"""Seconds between two looks at what changed, if nobody asks in between; and while much changes, so that whoever asks
waits for few changes."""
PATIENCE = 10.0
"""Seconds for which a request waits for an index that is being built; then it may come back."""
REST = 1.0
"""Seconds after an error."""
AT_ONCE = 25
"""Participants that are read without letting others work: some milliseconds."""


class Feed:
    """One process's index and what it is fed from. Belongs to one event loop.

    It is exact as of the last look; `fresh` has it look again.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._read: Reader = runtime.reader(NetworkScope("recommendations: an index of all mentors"))
        self._index: Index | None = None
        self._looked_at = time.monotonic()
        self._asked: list[asyncio.Future[Index]] = []
        self._wanted = asyncio.Event()

    @property
    def age(self) -> float:
        """Seconds since the index was complete; since the start, if it never was."""
        return time.monotonic() - self._looked_at

    @property
    def size(self) -> int:
        """Mentors in the index."""
        return len(self._index) if self._index else 0

    async def fresh(self, patience: float) -> Index:
        """The index with everything that was committed before this was called. Raises TimeoutError."""
        asked = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self._wanted.set()
        async with asyncio.timeout(patience):
            found: Index = await asked
        return found

    async def keep(self) -> None:
        """Build the index and keep it fresh, until cancelled. What interrupts it has it built anew."""
        while True:
            try:
                await self._follow()
            except Exception as error:
                log.warning("the index of mentors is built anew", error=repr(error), exc_info=error)
            await asyncio.sleep(REST)

    async def _follow(self) -> None:
        async with following(self._runtime.database, KINDS) as changes:
            index = Index(monday_of(self._runtime.clock.now()))
            await self._load(index)
            async with asyncio.TaskGroup() as work:
                work.create_task(self._keep_hours(index))
                while True:
                    news = await self._look(changes, index)
                    await self._pause(SOON if news else EVERY)

    async def _load(self, index: Index) -> None:
        async for tie in self._read.all(Tie):
            index.put_tie(tie)
        async for places in self._read.all(AgreementPlaces):
            index.put_places(places)
        async for some in self._participants():
            for stored in some:
                index.put_participant(stored)

    async def _look(self, changes: Following, index: Index) -> bool:
        """Whether there was news."""
        asked, self._asked = self._asked, []
        began, news = time.monotonic(), 0
        try:
            async for part in changes.new():
                for change in part:
                    _APPLY[change.kind](index, change)
                    news += 1
                    if news % AT_ONCE == 0:
                        await asyncio.sleep(0)
        except BaseException:
            self._asked += asked
            raise
        self._index, self._looked_at = index, began
        for each in asked:
            if not each.done():
                each.set_result(index)
        return news > 0

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wanted.wait()
        except TimeoutError:
            return
        finally:
            self._wanted.clear()

    async def _keep_hours(self, index: Index) -> None:
        """Daylight saving begins and ends: in another week the usual hours are others in UTC."""
        while True:
            monday = monday_of(self._runtime.clock.now())
            if monday != index.monday:
                index.monday = monday
                async for some in self._participants():
                    for stored in some:
                        index.put_hours(stored)
            await asyncio.sleep(EVERY)

    async def _participants(self) -> AsyncIterator[list[Stored[Participant]]]:
        async for documents in self._read.documents(Participant, AT_ONCE):
            yield [from_document(Participant, each) for each in documents if may_be_mentor(each)]
            await asyncio.sleep(0)


def may_be_mentor(document: Document) -> bool:
    """Whether the text of a state names the role at all: most people's need not be read."""
    return '"mentor"' in document["state"]


def _participant(index: Index, change: Changed) -> None:
    if change.document is None or not may_be_mentor(change.document):
        index.remove_participant(change.id)
    else:
        index.put_participant(from_document(Participant, change.document))


def _tie(index: Index, change: Changed) -> None:
    if change.document is not None:
        index.put_tie(from_document(Tie, change.document).state)


def _places(index: Index, change: Changed) -> None:
    if change.document is not None:
        index.put_places(from_document(AgreementPlaces, change.document).state)


_APPLY: Mapping[str, Callable[[Index, Changed], Any]] = {
    Participant.KIND: _participant,
    Tie.KIND: _tie,
    AgreementPlaces.KIND: _places,
}


_FEEDS: WeakKeyDictionary[Runtime, Feed] = WeakKeyDictionary()


def feed_of(runtime: Runtime) -> Feed:
    """The process's own."""
    return _FEEDS.setdefault(runtime, Feed(runtime))


async def keep_index(runtime: Runtime) -> None:
    """The service's copy in memory: run until cancelled."""
    feed = feed_of(runtime)
    copy_age_seconds.labels(runtime.name, COPY).set_function(lambda: feed.age)
    copy_items.labels(runtime.name, COPY).set_function(lambda: feed.size)
    await asyncio.to_thread(_warm)
    await feed.keep()


def _warm() -> None:
    # Here, because kernels take half a second to import, and not every process that knows the routes answers them.
    from services.matching.engine.ranking.best import warm

    warm()


async def fresh_index(runtime: Runtime) -> Index:
    """The index with everything that was committed before. Raises NotHeardYet (503 with Retry-After)."""
    try:
        return await feed_of(runtime).fresh(PATIENCE)
    except TimeoutError:
        raise NotHeardYet("the index of mentors is being built") from None
