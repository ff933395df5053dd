"""The spans of one batch: of what it carries out, as far as no request has one, and of its transaction."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.observability.tracing.context import fitting, is_sampled
from services.chassis.observability.tracing.span import Attributes, Kind, Span, sampled_causes
from services.chassis.observability.tracing.tracing import Tracing
from services.chassis.writer.bench import Outcome
from services.chassis.writer.work import Answer, Cause, CommandWork, RecordWork, ReminderWork, Work

PASSED_BY = frozenset({"duplicate", "ignored"})
"""Records that come to nothing: they are no part of a trace."""
AT_FAULT = frozenset({HeldBack.FAILED, HeldBack.MALFORMED})


class BatchTrace:
    """Where each work of a batch stands in its trace. Told of when the batch is committed: until then it never was."""

    def __init__(self, service: str, tracing: Tracing, works: Sequence[Work]) -> None:
        self._service = service
        self._tracing = tracing
        self._works = works
        self._began = time.time_ns()
        self.places: dict[Work, str | None] = {}
        """Of those that were asked for, without the commands of requests: these stand where their request does."""

    def place(self, work: Work) -> str | None:
        """The traceparent that what comes of this work carries."""
        if not self._tracing.on or (isinstance(work, CommandWork) and work.cause.traceparent is not None):
            return _before(work)
        if work not in self.places:
            self.places[work] = self._tracing.begin(_before(work))
        return self.places[work]

    def cause(self, work: Work) -> Cause:
        """What this work passes on to its events. Only for records that can be read."""
        place = self.place(work)
        if isinstance(work, RecordWork):
            assert work.received is not None
            return Cause(work.received.envelope.correlation_id, work.received.envelope.id, place)
        return work.cause if work.cause.traceparent == place else replace(work.cause, traceparent=place)

    @contextmanager
    def transaction(self, events: int) -> Iterator[None]:
        """The span of the transaction lasts as long as the `with`; `events` are those that it writes."""
        if not self._tracing.on:
            yield
            return
        began, failed = time.time_ns(), True
        try:
            yield
            failed = False
        finally:
            self._tell_transaction((began, time.time_ns()), events, failed)

    def _tell_transaction(self, times: tuple[int, int], events: int, failed: bool) -> None:
        causes = sampled_causes(self._causes())
        if causes and (place := self._tracing.begin(causes[0])) is not None:
            attributes: Attributes = (
                ("db.system.name", "mongodb"),
                ("mentormesh.batch.size", len(self._works)),
                ("mentormesh.batch.events", events),
            )
            span = Span(
                self._service, "transaction", Kind.INTERNAL, place, causes[0], *times, attributes, causes[1:], failed
            )
            self._tracing.tell((span,))

    def _causes(self) -> Iterable[str | None]:
        for work in self._works:
            yield self.places.get(work, work.cause.traceparent if isinstance(work, CommandWork) else None)

    def tell(self, outcome: Outcome) -> None:
        """The batch is committed."""
        if not self._tracing.on:
            return
        times = self._began, time.time_ns()
        own: list[tuple[str, CommandWork | ReminderWork]] = [
            *((f"carry out {work.act}", work) for work, told in outcome.answers if isinstance(told, Answer)),
            *((f"remind {work.act}", work) for work in outcome.fired),
        ]
        self._tracing.tell(
            [
                *(self._first(name, place, times) for name, work in own if (place := self._sampled(work))),
                *(
                    self._record(work, place, what, times)
                    for work, what in outcome.records
                    if what not in PASSED_BY and (place := self._sampled(work))
                ),
            ]
        )

    def _sampled(self, work: Work) -> str | None:
        """The place of a span that is to be told of here, if it is."""
        place = self.place(work)
        return place if place is not None and work in self.places and is_sampled(place) else None

    def _first(self, name: str, place: str, times: tuple[int, int]) -> Span:
        return Span(self._service, name, Kind.INTERNAL, place, None, *times)

    def _record(self, work: RecordWork, place: str, became: str, times: tuple[int, int]) -> Span:
        held = work.held_for.reason if work.held_for else None
        attributes = _of_record(work.topic, work.received.envelope.type if work.received else None, became, held)
        name, parent = f"process {work.topic}", fitting(_before(work))
        return Span(self._service, name, Kind.CONSUMER, place, parent, *times, attributes, failed=held in AT_FAULT)


def _before(work: Work) -> str | None:
    """The place of what led to this work, if it is known."""
    if isinstance(work, RecordWork):
        return work.received.envelope.traceparent if work.received else None
    return work.cause.traceparent


@lru_cache(maxsize=1024)
def _of_record(topic: str, type: str | None, became: str, held: HeldBack | None) -> Attributes:
    about = {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": topic,
        "cloudevents.event_type": type,
        "mentormesh.outcome": became,
        "error.type": held if held in AT_FAULT else None,
        "mentormesh.held_for": held,
    }
    return tuple((name, str(value)) for name, value in about.items() if value is not None)
