"""Tells those who wait what became of their work, and the metrics what became of all of it."""

import logging
from collections import Counter
from datetime import UTC, datetime

from services.chassis.http.faults import Busy
from services.chassis.observability import metrics
from services.chassis.observability.correlation import on_the_thread
from services.chassis.observability.logs import get_logger
from services.chassis.writer.bench import Bench, Outcome
from services.chassis.writer.work import Answer, CommandWork
from services.deciding import Refusal

log = get_logger(__name__)


def tell(bench: Bench, outcome: Outcome) -> None:
    """A batch is committed: answer its commands and count."""
    service = bench.service
    for command, told in outcome.answers:
        answer(command, told)
        became = "replayed" if command in outcome.replayed else _became(told)
        metrics.commands_total.labels(service, command.act, became).inc()
    wall = datetime.now(UTC)
    for (topic, what), records in Counter((record.topic, what) for record, what in outcome.records).items():
        metrics.records_total.labels(service, topic, what).inc(records)
    for record, what in outcome.records:
        accepted = record.received.envelope.accepted_time if record.received else None
        if accepted is not None and what == "applied":
            metrics.effect_seconds.labels(service).observe((wall - accepted).total_seconds())
    for reminder in outcome.fired:
        metrics.timers_fired_total.labels(service).inc()
        metrics.timers_late_seconds.labels(service).observe((bench.now() - reminder.due).total_seconds())
    for happened in outcome.happened:
        bench.tallies[type(happened.event)](happened)
    if log.isEnabledFor(logging.DEBUG):
        _log(outcome)


def _log(outcome: Outcome) -> None:
    for record, what in outcome.records:
        if record.received is not None:
            envelope = record.received.envelope
            with on_the_thread(envelope.correlation_id, outcome.places.get(record, envelope.traceparent)):
                log.debug("record carried out", topic=record.topic, type=envelope.type, outcome=what)


def answer(work: CommandWork, told: Answer | Exception) -> None:
    """Answer a command, unless nobody waits for it any more."""
    if work.done.done():
        return
    if isinstance(told, Answer):
        work.done.set_result(told)
    else:
        work.done.set_exception(told)


def refuse_late(service: str, work: CommandWork) -> None:
    """Answer a command whose time is over."""
    metrics.commands_total.labels(service, work.act, "busy").inc()
    answer(work, too_late())


def too_late() -> Busy:
    """What is said when the patience of a command is over."""
    return Busy("the database is out of reach; try again shortly", retry_after=2)


def _became(told: Answer | Exception) -> str:
    if isinstance(told, Answer):
        return "done"
    return "refused" if isinstance(told, Refusal) else "failed"
