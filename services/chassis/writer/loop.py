"""The writer's loop: takes what waits, and prepares a batch while the one before it is committed."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite

from services.chassis.http.faults import Busy
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.pace import Pace
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Bench, Outcome
from services.chassis.writer.carrying import Carrier
from services.chassis.writer.telling import answer, too_late
from services.chassis.writer.work import Answer, CommandWork, RecordWork, ReminderWork, Work

log = get_logger(__name__)
BREATH = 1.0
ENOUGH = 16
"""So many share a transaction well enough: they wait for nobody else."""


Taken = list[tuple[Work, "asyncio.Future[None] | None"]]


@dataclass(frozen=True, slots=True)
class Flight:
    """A batch that is being committed."""

    taken: Taken
    batch: Batch
    began: float
    commit: "asyncio.Task[Outcome]"


class Stopping(Exception):
    """The process is going down; the work was not done and is given back."""


class Writer:
    """Carries out work in batches until it is stopped.

    While one batch is committed, the next is prepared on what it will leave behind. Commits follow one another. Small
    batches keep a distance (see Pace).
    """

    def __init__(
        self, bench: Bench, *, batch_size: int, queue_size: int, committed: asyncio.Event, pace: Pace | None = None
    ) -> None:
        self._bench = bench
        self._batch_size = batch_size
        self._queue_size = queue_size
        self._enough = min(ENOUGH, batch_size)
        self._pace = pace or Pace()
        self._carrier = Carrier(bench, committed)
        self._waiting: deque[tuple[Work, asyncio.Future[None] | None]] = deque()
        self._arrived = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        metrics.queue_depth.labels(bench.service).set_function(lambda: len(self._waiting))
        self._stopping = False
        self._flight: Flight | None = None
        self.last_turn = time.monotonic()
        """When the loop last came round, on the monotonic clock; it does so every second at least."""

    @property
    def trouble(self) -> str | None:
        """Why nothing can be written at the moment, if so."""
        return self._carrier.trouble

    async def submit(self, work: CommandWork) -> Answer:
        """Carry out a command and wait for its answer. Raises the refusal.

        Raises Busy when too much is waiting, or when the command's time is over: whether it was carried out is not
        known then, and its idempotency key tells when it is sent again.
        """
        if self._stopping or len(self._waiting) >= self._queue_size:
            raise Busy("too much is waiting to be written; try again shortly")
        self._put(work, None)
        try:
            async with asyncio.timeout_at(work.deadline if isfinite(work.deadline) else None):
                return await work.done
        except TimeoutError:
            raise too_late() from None

    async def submit_records(self, works: Sequence[RecordWork | ReminderWork]) -> None:
        """Carry out records and wait until all of them are durable. Raises Stopping if they are given back."""
        if not works:
            return
        while len(self._waiting) >= self._queue_size and not self._stopping:
            self._room.clear()
            await self._room.wait()
        if self._stopping:
            raise Stopping
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        for work in works[:-1]:
            self._put(work, None)
        self._put(works[-1], done)
        await done

    def _put(self, work: Work, done: "asyncio.Future[None] | None") -> None:
        self._waiting.append((work, done))
        self._arrived.set()

    async def run(self) -> None:
        """Work until stopped, then finish what is waiting."""
        while not (self._stopping and not self._waiting and self._flight is None):
            self.last_turn = time.monotonic()
            pause = self._pause()
            if not pause:
                await self._turn()
            elif self._flight is not None:
                await self._arrival_or_landing(self._flight, pause)
            else:
                await self._arrival(pause)

    def _pause(self) -> float:
        if not self._waiting:
            return BREATH
        return 0.0 if self._stopping or len(self._waiting) >= self._enough else self._pace.rest()

    async def _arrival(self, pause: float) -> None:
        self._arrived.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._arrived.wait()

    async def _arrival_or_landing(self, flight: Flight, pause: float) -> None:
        self._arrived.clear()
        arrival = asyncio.ensure_future(self._arrived.wait())
        try:
            await asyncio.wait({flight.commit, arrival}, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        if flight.commit.done():
            await self._land()

    async def stop(self) -> None:
        """Take nothing new; `run` returns once what is waiting is done."""
        self._stopping = True
        self._arrived.set()
        self._room.set()

    def give_back(self) -> None:
        """Drop what could not be finished in time: records stay uncommitted, commands are answered with Busy."""
        taken = [*(self._flight.taken if self._flight else ()), *self._waiting]
        if self._flight is not None:
            self._flight.commit.cancel()
        self._flight = None
        self._waiting.clear()
        for work, done in taken:
            if isinstance(work, CommandWork):
                answer(work, Busy("the service is going down; try again"))
            if done is not None and not done.done():
                done.set_exception(Stopping())

    async def _turn(self) -> None:
        began = self._pace.begin()
        taken = self._take()
        works = [work for work, _ in taken]
        metrics.batch_size.labels(self._bench.service).observe(len(works))
        try:
            batch = await self._prepare(works)
            landed = await self._land()
            if batch is not None and landed:
                self._flight = Flight(taken, batch, began, asyncio.create_task(self._timed_commit(batch)))
            else:
                await self._carrier.carry_out(works)
                self._pace.end(began)
                _finish(taken)
        except BaseException:
            self._waiting.extendleft(reversed(taken))
            raise

    def _take(self) -> Taken:
        waiting = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._batch_size))]
        self._room.set()
        in_time = set(self._carrier.without_late([work for work, _ in waiting]))
        return [pair for pair in waiting if pair[0] in in_time]

    async def _prepare(self, works: Sequence[Work]) -> Batch | None:
        """The batch, decided on what the one in flight will leave; None if that fails: it is then done by itself."""
        batch = Batch(self._bench, works, self._flight.batch if self._flight else None)
        try:
            await batch.prepare()
        except Exception:  # noqa: BLE001  it comes again when the works are carried out, and is sorted out there
            return None
        return batch

    async def _timed_commit(self, batch: Batch) -> Outcome:
        with metrics.batch_seconds.labels(self._bench.service).time():
            return await batch.commit()

    async def _land(self) -> bool:
        """Wait for the batch in flight. False if it had to be carried out again, so that nothing may build on it."""
        flight = self._flight
        if flight is None:
            return True
        try:
            outcome = await flight.commit
        except Exception as error:  # noqa: BLE001  it comes again when the works are carried out, and is sorted out there
            self._carrier.note(error)
            await self._carrier.carry_out([work for work, _ in flight.taken])
            landed = False
        else:
            self._carrier.done(outcome)
            landed = True
        self._flight = None
        self._pace.end(flight.began)
        _finish(flight.taken)
        return landed


def _finish(taken: Taken) -> None:
    for _, done in taken:
        if done is not None and not done.done():
            done.set_result(None)
