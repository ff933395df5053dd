"""One service at work in this process: starts its parts in order, and stops them so that nothing is lost."""

import asyncio
import os
import socket
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from pymongo.errors import PyMongoError

from mentormesh_contracts import TOPICS
from services.chassis.clock import Clock
from services.chassis.credentials import RevokedKey
from services.chassis.erasing.loop import Erasing
from services.chassis.housekeeping.expired import ExpiredRecords
from services.chassis.housekeeping.held_measures import HeldMeasures
from services.chassis.housekeeping.intake_stops import IntakeStops
from services.chassis.housekeeping.keeper import Keeper
from services.chassis.housekeeping.measuring import Measuring
from services.chassis.housekeeping.parked import ParkedRecords
from services.chassis.housekeeping.reminders import DueReminders
from services.chassis.housekeeping.revoked_meanwhile import RevokedMeanwhile
from services.chassis.http.keys import KeyRing
from services.chassis.http.limits import RateLimits
from services.chassis.http.revocations import Revocations
from services.chassis.identity import new_id
from services.chassis.kafka.intake import Intake
from services.chassis.kafka.topics import create_topics, require_topics
from services.chassis.kafka.wanted import Wanted
from services.chassis.kept_clock import KeptClock
from services.chassis.leaving import briefly
from services.chassis.mongo.driver import close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.mongo.reachable import require_database, require_whole
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, Scope
from services.chassis.mongo.transaction import meaning
from services.chassis.observability import metrics
from services.chassis.observability.catalogue import from_nought
from services.chassis.observability.connections import ConnectionsWatch
from services.chassis.observability.health import Health
from services.chassis.observability.logs import get_logger
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.relay.aged import AgedRows
from services.chassis.relay.lease import Lease
from services.chassis.relay.memory import BrokerMemory
from services.chassis.relay.publisher import Publisher
from services.chassis.relay.relay import Relay
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.tasks import Tasks
from services.chassis.writer.bench import Bench
from services.chassis.writer.loop import Writer

log = get_logger(__name__)
STUCK_AFTER = 30.0
FINISH_WITHIN, FINISH_IN_TROUBLE = 10.0, 1.0
REFRESH = 1.0


class Runtime:
    """Holds the parts of a running service. Belongs to one event loop."""

    def __init__(
        self,
        service: Service,
        settings: Settings,
        clock: Clock | None = None,
        health: Health | None = None,
        tracing: Tracing = NO_TRACING,
    ) -> None:
        self.service = service
        self.name = service.name
        from_nought(self.name, *metrics.FROM_NOUGHT)
        self.settings = settings
        self.clock = clock or Clock(settable=settings.sandbox)
        self.client = connect(settings, ConnectionsWatch(service.name, settings.mongo_connections))
        self.database = self.client[settings.database(service.name)]
        self.kept_clock = KeptClock(self.clock, self.database)
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
        committed = asyncio.Event()
        self.bench = Bench(
            service.name,
            self.client,
            self.database,
            service.all_reactions,
            new_id,
            self.clock.now,
            writes=settings.earlier_types,
            tallies=service.tallies,
            tracing=tracing,
        )
        self.writer = Writer(
            self.bench, batch_size=settings.batch_size, queue_size=settings.queue_size, committed=committed
        )
        self.publisher = Publisher(settings)
        written = [topic for topic in TOPICS if topic.name in service.publishes_to]
        memory = BrokerMemory(service.name, written, settings, self.database, self.publisher)
        self.relay = Relay(service.name, self.database, self.publisher, committed, memory, tracing)
        self.intake = Intake(service.name, service.listens_to, settings, self.writer, Wanted(service.all_reactions))
        self.erasing = Erasing(self)
        self.stops = IntakeStops(self.database, self.intake.gate, self.clock.now, new_id)
        self.revoked_meanwhile = RevokedMeanwhile(settings, self.intake.gate, self.writer)
        self.parked = ParkedRecords(self.database, self.writer, self.clock.now)
        self.held_measures = HeldMeasures(service.name, self.database, self.clock.now)
        self.measuring = Measuring(self, service.measures)
        expired = ExpiredRecords(service.name, self.database, settings, self.clock.now)
        reminders = DueReminders(self.database, self.writer, service.reminders, self.clock.now, new_id)
        lease = Lease(self.database, "housekeeping", self.owner)
        aged = AgedRows(self.database, timedelta(days=settings.outbox_keep_days))
        self.keeper = Keeper(service.name, lease, (reminders.sweep, self.parked.sweep, expired.sweep, aged.sweep))
        self.keys = KeyRing.of(settings)
        self.revocations = Revocations(self._load_revoked, settings.revocation_bound_seconds)
        self.limits = RateLimits.of(service.name, settings)
        self.health = health or Health()
        self.heard_kinds = frozenset(kind.KIND for kind in service.all_kinds if kind.HEARD)
        self._tasks = Tasks(service.name)
        self._started = False

    def reader(self, scope: Scope) -> Reader:
        """Reads this service's aggregates within a scope."""
        return Reader(self.database, scope)

    async def start(self) -> None:
        """Check the servers, create indexes, and begin to work. Raises DatabaseAway, BrokerAway or TopicsWrong."""
        await require_database(self.client, self.settings)
        await require_whole(self.database)
        if self.settings.kafka_forgetful:
            await create_topics(self.settings)
        await require_topics(self.settings)
        await create_indexes(self.database, self.settings, self.service.all_kinds, self.service.indexes)
        await self.kept_clock.load()
        await self.revocations.refresh()
        await self.publisher.start()
        self._tasks.begin("writer", self.writer.run())
        self._tasks.keep("lease", self.keeper.keep)
        self._tasks.keep("relay", lambda: self.relay.run(self.keeper.owns))
        self._tasks.keep("sweeps", self.keeper.sweep)
        self._tasks.keep("measuring", lambda: self.measuring.run(self.keeper.owns))
        self._tasks.keep("erasing", lambda: self.erasing.run(self.keeper.owns))
        self._tasks.keep("revocations", self.revocations.keep_fresh)
        self._tasks.keep("refresh", self._refresh)
        await self.stops.look()
        self._tasks.keep("stops", self.stops.follow)
        self._tasks.keep("revoked meanwhile", self.revoked_meanwhile.follow)
        await self.intake.start()
        self._tasks.keep("lag", self.intake.follow_lag)
        for number, worker in enumerate(self.service.workers if self.settings.workers else ()):
            self._tasks.begin(f"worker {number}", _endless(worker(self)))
        for number, copy in enumerate(self.service.copies):
            self._tasks.begin(f"worker copy {number}", _endless(copy(self)))
        self._add_checks()
        self._started = True
        log.info("service started", runs=self.name)

    async def stop(self) -> None:
        """Take nothing new, finish what is waiting or give it back, publish what is committed, leave."""
        await self._tasks.cancel_all("worker ")
        await self._tasks.cancel("revoked meanwhile", "lag")
        await self.intake.finish()
        await briefly("the group", self.intake.stop())
        await self.writer.stop()
        await self._finish_writer()
        await self._tasks.cancel("sweeps", "measuring", "erasing", "relay", "refresh", "revocations", "stops")
        await briefly("the outbox", self._publish_the_rest())
        await self._release_lease()
        await briefly("the producer", self.publisher.stop())
        await briefly("the rate limits", self.limits.close())
        await briefly("the database", close(self.client))
        if self._started:
            log.info("service stopped", runs=self.name)

    async def _release_lease(self) -> None:
        # Without a database to start with there is no lease, and asking for it would take seconds.
        if "lease" in self._tasks:
            await self._tasks.cancel("lease")
            await briefly("the lease", self.keeper.release())

    async def _finish_writer(self) -> None:
        writer = self._tasks.take("writer")
        if writer is None:
            return
        await asyncio.wait({writer}, timeout=FINISH_IN_TROUBLE if self.writer.trouble else FINISH_WITHIN)
        if not writer.done():
            writer.cancel()
            await asyncio.wait({writer}, timeout=1)
        self.writer.give_back()

    async def _publish_the_rest(self) -> None:
        while self.keeper.owns.is_set() and await self.relay.sweep():
            pass

    async def _load_revoked(self) -> set[str]:
        reader = self.reader(NetworkScope("revoked keys"))
        return {key.id async for key in reader.all(RevokedKey, {"expires_at": {"$gt": self.clock.now()}})}

    async def has_heard(self, places: Iterable[tuple[str, int]]) -> bool:
        """Whether the events with these sequences, or later ones, of these sources are applied here.

        Raises PassingTrouble.
        """
        wanted = dict(places)
        try:
            seen = await self.database["seen"].find({"_id": {"$in": list(wanted)}}).to_list(None)
        except PyMongoError as error:
            raise meaning(error) from error
        applied = {document["_id"]: document["n"] for document in seen}
        return all(applied.get(source, 0) >= sequence for source, sequence in wanted.items())

    async def _refresh(self) -> None:
        while True:
            await asyncio.sleep(REFRESH)
            self.relay.tell_age(owner=self.keeper.owns.is_set())
            self.limits.tell()
            try:
                await self.kept_clock.load()
                await self.held_measures.measure()
            except PyMongoError as error:
                log.warning("the clock and the count of held records are as they were", error=str(error))

    def _add_checks(self) -> None:
        add = self.health.add
        add(f"{self.name} writer", lambda: self.writer.trouble or _age(self.writer.last_turn, "the writer"))
        add(f"{self.name} relay", lambda: self.relay.trouble if self.keeper.owns.is_set() else None)
        add(f"{self.name} intake", self.intake.not_ready)
        add(f"{self.name} revocations", self.revocations.overdue)
        add(f"{self.name} loops", self._stuck, stuck=True)

    def _stuck(self) -> str | None:
        dead = self._tasks.ended()
        if dead and self._started:
            return f"{', '.join(dead)} ended"
        return self.intake.stuck()


async def _endless(work: Any) -> None:
    await work


def _age(moment: float, what: str) -> str | None:
    age = time.monotonic() - moment
    return f"{what} has not come round for {age:.0f} s" if age > STUCK_AFTER else None
