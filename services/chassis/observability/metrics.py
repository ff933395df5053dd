"""The catalogue of metrics: every one that a process exposes, with a sentence and a unit."""

from typing import NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)

PREFIX = "mentormesh_"
REGISTRY = CollectorRegistry()

ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
LATE_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600, 21600, 86400)
FINE_SECONDS = (
    *(0.001, 0.002, 0.003, 0.004, 0.005, 0.0065, 0.008, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.065),
    *(0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10),
)  # fmt: skip


Labels = tuple[str, ...]


class Described(NamedTuple):
    """A metric as the documentation shows it."""

    name: str
    kind: str
    unit: str
    sentence: str
    labels: Labels


CATALOGUE: list[Described] = []


def _listed(kind: str, name: str, unit: str, sentence: str, labels: Labels) -> tuple[str, str, tuple[str, ...]]:
    labels = ("service", *labels)
    CATALOGUE.append(Described(PREFIX + name, kind, unit, sentence, labels))
    return PREFIX + name, f"{sentence} Unit: {unit}.", labels


def _counter(name: str, unit: str, sentence: str, *labels: str) -> Counter:
    return Counter(*_listed("counter", name, unit, sentence, labels), registry=REGISTRY)


def _gauge(name: str, unit: str, sentence: str, *labels: str) -> Gauge:
    return Gauge(*_listed("gauge", name, unit, sentence, labels), registry=REGISTRY)


def _histogram(name: str, unit: str, sentence: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
    return Histogram(*_listed("histogram", name, unit, sentence, labels), buckets=buckets, registry=REGISTRY)


records_total = _counter(
    "records_total",
    "records",
    "Records read from a topic, by what became of them: applied, duplicate, parked, dead_letter, ignored.",
    "topic",
    "outcome",
)
commands_total = _counter(
    "commands_total",
    "commands",
    "Commands asked for, by act and by what became of them: done, refused, replayed, failed, busy.",
    "act",
    "outcome",
)
batch_size = _histogram("batch_size", "items", "Commands and records written together in one batch.", SIZES)
batch_seconds = _histogram("batch_seconds", "seconds", "From taking a batch to its answers.", SECONDS)
transaction_seconds = _histogram("transaction_seconds", "seconds", "One transaction, start to commit.", SECONDS)
conflicts_total = _counter(
    "conflicts_total", "conflicts", "Batches that met somebody else's change and were tried again."
)
queue_depth = _gauge("queue_depth", "items", "Commands and records that wait for the writer.")
effect_seconds = _histogram(
    "effect_seconds",
    "seconds",
    "From the acceptance of an HTTP request, anywhere, to the commit of its effect in this service's replica.",
    FINE_SECONDS,
)

outbox_waiting_events = _gauge(
    "outbox_waiting_events", "events", "Events that the relay found unpublished; one page at most."
)
outbox_age_seconds = _gauge("outbox_age_seconds", "seconds", "Age of the oldest event that is not published yet.")
outbox_published_total = _counter("outbox_published_total", "events", "Events published from the outbox.")
outbox_refilled_total = _counter(
    "outbox_refilled_total", "events", "Published events that are published again, after topics were lost or on demand."
)
relay_owner = _gauge("relay_owner", "0 or 1", "Whether this process publishes the service's outbox.")

held_records = _gauge("held_records", "records", "Records taken out of their stream: dead_letter or parked.", "state")
held_oldest_seconds = _gauge(
    "held_oldest_seconds", "seconds", "Age of the oldest record out of its stream: dead_letter or parked.", "state"
)
held_expired_total = _counter(
    "held_expired_total", "records", "Records removed when their time was over: dead_letter or discarded.", "state"
)
intake_stopped = _gauge(
    "intake_stopped", "0 or 1", "Whether no records are taken because too large a share was bad; an operator decides."
)
intake_stops_total = _counter("intake_stops_total", "stops", "How often this process stopped taking records.")
timers_fired_total = _counter("timers_fired_total", "timers", "Timers whose command was carried out.")
timers_late_seconds = _histogram("timers_late_seconds", "seconds", "From its due time to its command.", LATE_SECONDS)

consumer_lag_events = _gauge("consumer_lag_events", "events", "Events of a topic that are not applied yet.", "topic")
consumer_lag_seconds = _gauge("consumer_lag_seconds", "seconds", "Age of the oldest event not applied yet.", "topic")

http_requests_total = _counter(
    "http_requests_total", "requests", "HTTP requests answered, by route template.", "method", "route", "status"
)
http_seconds = _histogram(
    "http_seconds",
    "seconds",
    "From a request's arrival to the end of its answer.",
    SECONDS,
    "method",
    "route",
)
rate_limited_total = _counter("rate_limited_total", "requests", "Requests refused for being too many.")
rate_limits_local = _gauge(
    "rate_limits_local", "0 or 1", "Whether limits are counted in this process alone because Redis is out of reach."
)
event_loop_delay_seconds = _histogram(
    "event_loop_delay_seconds", "seconds", "How late the event loop wakes a task that slept.", SECONDS
)
spans_total = _counter(
    "spans_total",
    "spans",
    "Spans of traces, by what became of them: sent to the collector, or lost because it was away for too long.",
    "outcome",
)
copy_age_seconds = _gauge(
    "copy_age_seconds",
    "seconds",
    "Age of what a process keeps in memory of its own collections to answer from.",
    "copy",
)
copy_items = _gauge("copy_items", "items", "What a process keeps in memory of its own collections.", "copy")
erasures_open = _gauge("erasures_open", "people", "People whose erasure was heard of and is not carried out here yet.")
