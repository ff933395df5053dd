"""The writer's loop: takes what waits, and what to do when a batch fails."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pymongo.errors import PyMongoError

from services.chassis.http.faults import Busy
from services.chassis.mongo.transaction import Conflict, PassingTrouble, meaning
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.batch import Batch, Bench, Outcome
from services.chassis.writer.work import Answer, CommandWork, RecordWork, ReminderWork, Work
from services.deciding import Refusal

log = get_logger(__name__)
BREATH = 1.0


Taken = list[tuple[Work, "asyncio.Future[None] | None"]]


@dataclass(frozen=True, slots=True)
class Flight:
    """A batch that is being committed."""

    taken: Taken
    batch: Batch
    commit: "asyncio.Task[Outcome]"


class Stopping(Exception):
    """The process is going down; the work was not done and is given back."""


class Writer:
    """Carries out work in batches until it is stopped.

    While one batch is committed, the next is prepared on what it will leave behind. Commits follow one another.
    """

    def __init__(self, bench: Bench, *, batch_size: int, queue_size: int, committed: asyncio.Event) -> None:
        self._bench = bench
        self._batch_size = batch_size
        self._queue_size = queue_size
        self._committed = committed
        self._waiting: deque[tuple[Work, asyncio.Future[None] | None]] = deque()
        self._arrived = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._stopping = False
        self._flight: Flight | None = None
        self.last_turn = time.monotonic()
        """When the loop last came round, on the monotonic clock; it does so every second at least."""
        self.trouble: str | None = None
        """Why nothing can be written at the moment, if so."""

    async def submit(self, work: CommandWork) -> Answer:
        """Carry out a command and wait for its answer. Raises the refusal, or Busy when too much is waiting."""
        if self._stopping or len(self._waiting) >= self._queue_size:
            raise Busy("too much is waiting to be written; try again shortly")
        self._put(work, None)
        return await work.done

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
            metrics.queue_depth.labels(self._bench.service).set(len(self._waiting))
            if self._waiting:
                await self._turn()
            elif self._flight is not None:
                await self._arrival_or_landing(self._flight)
            else:
                await self._arrival()

    async def _arrival(self) -> None:
        self._arrived.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(BREATH):
                await self._arrived.wait()

    async def _arrival_or_landing(self, flight: Flight) -> None:
        self._arrived.clear()
        arrival = asyncio.ensure_future(self._arrived.wait())
        try:
            await asyncio.wait({flight.commit, arrival}, timeout=BREATH, return_when=asyncio.FIRST_COMPLETED)
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
        self._flight = None
        self._waiting.clear()
        for work, done in taken:
            if isinstance(work, CommandWork):
                _answer(work, Busy("the service is going down; try again"))
            if done is not None and not done.done():
                done.set_exception(Stopping())

    async def _turn(self) -> None:
        taken: Taken = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._batch_size))]
        self._room.set()
        works = [work for work, _ in taken]
        metrics.batch_size.labels(self._bench.service).observe(len(works))
        try:
            batch = await self._prepare(works)
            landed = await self._land()
            if batch is not None and landed:
                self._flight = Flight(taken, batch, asyncio.create_task(self._timed_commit(batch)))
            else:
                await self._carry_out(works)
                _finish(taken)
        except BaseException:
            self._waiting.extendleft(reversed(taken))
            raise

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
        except Exception:  # noqa: BLE001  it comes again when the works are carried out, and is sorted out there
            await self._carry_out([work for work, _ in flight.taken])
            landed = False
        else:
            self.trouble = None
            self._tell(outcome)
            landed = True
        self._flight = None
        _finish(flight.taken)
        return landed

    async def _carry_out(self, works: Sequence[Work]) -> None:
        """Commit the works, in one batch if it goes, in halves if it does not."""
        backoff = Backoff(0.01, 2.0)
        while True:
            try:
                outcome = await Batch(self._bench, works).run()
            except Exception as raw:  # noqa: BLE001  each is sorted out here
                error = meaning(raw) if isinstance(raw, PyMongoError) else raw
                if len(works) > 1 and not isinstance(error, PassingTrouble):
                    await self._split(works, error, backoff)
                    return
                works = await self._try_again(works, error, backoff)
                if not works:
                    return
            else:
                self.trouble = None
                self._tell(outcome)
                return

    async def _split(self, works: Sequence[Work], error: Exception, backoff: Backoff) -> None:
        if isinstance(error, Conflict):
            metrics.conflicts_total.labels(self._bench.service).inc()
            await asyncio.sleep(backoff.pause())
        else:
            log.warning("a batch failed, looking for the record that causes it", size=len(works), error=str(error))
        middle = len(works) // 2
        await self._carry_out(works[:middle])
        await self._carry_out(works[middle:])

    async def _try_again(self, works: Sequence[Work], error: Exception, backoff: Backoff) -> Sequence[Work]:
        """Wait, and say which works to try again; none if the only one can never succeed."""
        if isinstance(error, PassingTrouble | Conflict):
            self._note_trouble(error)
            works = self._without_late(works)
            await asyncio.sleep(backoff.pause())
            return works
        work = works[0]
        log.error("a decision failed", error=repr(error), exc_info=error)
        if isinstance(work, CommandWork):
            _answer(work, error)
            metrics.commands_total.labels(self._bench.service, work.act, "failed").inc()
            return ()
        if isinstance(work, RecordWork) and work.failure is None:
            work.failure = error
            return works
        await asyncio.sleep(backoff.pause())
        return works

    def _note_trouble(self, error: Exception) -> None:
        if isinstance(error, PassingTrouble):
            if self.trouble is None:
                log.warning("the database is away, trying again", error=str(error))
            self.trouble = str(error)[:300]
        else:
            metrics.conflicts_total.labels(self._bench.service).inc()

    def _without_late(self, works: Sequence[Work]) -> Sequence[Work]:
        now = asyncio.get_running_loop().time()
        late = [work for work in works if isinstance(work, CommandWork) and work.deadline < now]
        for work in late:
            metrics.commands_total.labels(self._bench.service, work.act, "busy").inc()
            _answer(work, Busy("the database is out of reach; try again shortly", retry_after=2))
        return [work for work in works if work not in late]

    def _tell(self, outcome: Outcome) -> None:
        service = self._bench.service
        if outcome.has_events:
            self._committed.set()
        for command, answer in outcome.answers:
            _answer(command, answer)
            metrics.commands_total.labels(service, command.act, _outcome_name(answer)).inc()
        wall = datetime.now(UTC)
        for record, became in outcome.records:
            metrics.records_total.labels(service, record.topic, became).inc()
            accepted = record.received.envelope.accepted_time if record.received else None
            if accepted is not None and became == "applied":
                metrics.effect_seconds.labels(service).observe((wall - accepted).total_seconds())
        for reminder in outcome.fired:
            metrics.timers_fired_total.labels(service).inc()
            late = (self._bench.now() - reminder.due).total_seconds()
            metrics.timers_late_seconds.labels(service).observe(late)


def _finish(taken: Taken) -> None:
    for _, done in taken:
        if done is not None and not done.done():
            done.set_result(None)


def _answer(work: CommandWork, answer: Answer | Exception) -> None:
    if work.done.done():
        return
    if isinstance(answer, Answer):
        work.done.set_result(answer)
    else:
        work.done.set_exception(answer)


def _outcome_name(answer: Answer | Exception) -> str:
    if isinstance(answer, Answer):
        return "done"
    return "refused" if isinstance(answer, Refusal) else "failed"
