"""Where the intake stops: closed, nothing more is taken from the topics until it is opened again."""

import asyncio
from collections.abc import Sequence

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.kafka.share import BadShare
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.settings import Settings
from services.chassis.writer.work import RecordWork

log = get_logger(__name__)
BAD = frozenset({HeldBack.MALFORMED, HeldBack.FAILED})


class Gate:
    """Closes by itself when too large a share of the records is bad. Belongs to one event loop.

    What waits for another record says nothing, neither good nor bad: it is not judged.
    """

    def __init__(self, service: str, settings: Settings) -> None:
        self._service = service
        self._share = BadShare(settings.bad_share, settings.bad_share_least, settings.bad_share_window)
        self._passage = asyncio.Event()
        self._passage.set()
        self.just_closed = asyncio.Event()
        """Set when it closes, for whoever keeps that; cleared by them."""
        self.why: str | None = None
        """Why it is closed, in one sentence without any record's content; None: it is open."""
        self.example: str | None = None
        """Which record was the last one before, without its content: an erasure need not come here."""
        metrics.intake_stopped.labels(service).set(0)

    async def wait(self) -> None:
        """Return once it is open, or the process leaves."""
        await self._passage.wait()

    def judge(self, works: Sequence[RecordWork]) -> None:
        """Look at what became of a batch, and close if it was the last straw."""
        for work in works:
            held = work.held_for
            if held is not None and held.reason not in BAD:
                continue
            excess = self._share.note(work.topic, _named(work, held.reason) if held else None)
            if excess is not None:
                self.close(str(excess), excess.example)
                return

    def close(self, why: str, example: str | None = None) -> None:
        """Let nothing pass. The first reason stays."""
        if self.why is not None:
            return
        self.why, self.example = why, example
        self._passage.clear()
        self.just_closed.set()
        metrics.intake_stopped.labels(self._service).set(1)
        metrics.intake_stops_total.labels(self._service).inc()
        log.error("the intake stopped, an operator must let it go on", runs=self._service, why=why, example=example)

    def open(self, tolerated: int = 0) -> None:
        """Let everything pass again; the next `tolerated` records are not judged."""
        self._share.begin_anew(tolerated)
        self.why = self.example = None
        self._passage.set()
        metrics.intake_stopped.labels(self._service).set(0)
        log.info("the intake goes on", runs=self._service, tolerated=tolerated)

    def leave(self) -> None:
        """The process goes: whoever waits need not wait any longer, closed or not."""
        self._passage.set()


def _named(work: RecordWork, reason: HeldBack) -> str:
    """By its place, its type if the contracts know it, and nothing that stands in it."""
    event = work.received.event if work.received else None
    kind = event.TYPE if event is not None else "a record"
    return f"{kind} at {work.topic}/{work.partition}/{work.offset} is {reason}"
