"""What to do when a batch fails: halve it, look for the one to blame, or wait and try again."""

import asyncio
from collections.abc import Sequence

from pymongo.errors import PyMongoError

from services.chassis.mongo.transaction import Conflict, PassingTrouble, meaning, said
from services.chassis.observability import metrics
from services.chassis.observability.correlation import on_the_thread
from services.chassis.observability.logs import get_logger
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.batch import Batch
from services.chassis.writer.bench import Bench, Outcome
from services.chassis.writer.telling import answer, refuse_late, tell
from services.chassis.writer.work import CommandWork, RecordWork, Work

log = get_logger(__name__)


class Carrier:
    """Carries works out, whatever it takes: returns when each is durable, answered or laid aside."""

    def __init__(self, bench: Bench, committed: asyncio.Event) -> None:
        self._bench = bench
        self._committed = committed
        self.trouble: str | None = None
        """Why nothing can be written at the moment, if so."""

    async def carry_out(self, works: Sequence[Work]) -> None:
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
                self.done(outcome)
                return

    async def _split(self, works: Sequence[Work], error: Exception, backoff: Backoff) -> None:
        if isinstance(error, Conflict):
            self.note(error)
            await asyncio.sleep(backoff.pause())
        else:
            log.warning("a batch failed, looking for the record that causes it", size=len(works), error=said(error))
        middle = len(works) // 2
        await self.carry_out(works[:middle])
        await self.carry_out(works[middle:])

    async def _try_again(self, works: Sequence[Work], error: Exception, backoff: Backoff) -> Sequence[Work]:
        """Wait, and say which works to try again; none if the only one can never succeed."""
        if isinstance(error, PassingTrouble | Conflict):
            self.note(error)
            works = self.without_late(works)
            await asyncio.sleep(backoff.pause())
            return works
        work = works[0]
        with on_the_thread(*_thread_of(work)):
            log.error("a decision failed", kind=type(error).__name__, error=said(error), exc_info=error)
        if isinstance(work, CommandWork):
            answer(work, error)
            metrics.commands_total.labels(self._bench.service, work.act, "failed").inc()
            return ()
        if work.failure is None:
            work.failure = error
            return works
        self.trouble = f"what failed cannot be laid aside: {said(error)}"[:300]
        await asyncio.sleep(backoff.pause())
        return works

    def note(self, error: Exception) -> None:
        """Count a conflict; remember what is in the way."""
        if isinstance(error, PassingTrouble):
            if self.trouble is None:
                log.warning("the database is away, trying again", error=str(error))
            self.trouble = str(error)[:300]
        elif isinstance(error, Conflict):
            metrics.conflicts_total.labels(self._bench.service).inc()

    def without_late(self, works: Sequence[Work]) -> Sequence[Work]:
        """Those whose time is not over; the late commands are answered with Busy."""
        now = asyncio.get_running_loop().time()
        late = {work for work in works if isinstance(work, CommandWork) and work.deadline < now}
        for work in late:
            refuse_late(self._bench.service, work)
        return [work for work in works if work not in late] if late else works

    def done(self, outcome: Outcome) -> None:
        """A batch is committed: tell whoever waits for it."""
        self.trouble = None
        if outcome.has_events:
            self._committed.set()
        tell(self._bench, outcome)


def _thread_of(work: Work) -> tuple[str | None, str | None]:
    if not isinstance(work, RecordWork):
        return work.cause.correlation_id, work.cause.traceparent
    if work.received is None:
        return None, None
    return work.received.envelope.correlation_id, work.received.envelope.traceparent
