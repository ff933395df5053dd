"""Bytes: of documents and indexes, of outboxes and answers, of topics."""

from collections import defaultdict
from dataclasses import dataclass

from deploy.sizing.drivers import GROWS_WITH, STREAMS, Driver, at_the_end, counted
from deploy.sizing.hearing import SERVICES, SPOKEN, full_name
from deploy.sizing.load import Load
from deploy.sizing.measured import Collection, Measured
from deploy.sizing.network import Network

OUTBOX_DAYS = 7
ANSWERS_HOURS = 48
HISTORY_DAYS = 30
"""As the settings and the topic table have them; a test compares."""
HOT = 0.25
"""The share of mentorships' and sessions' documents that is read or changed in a week: those under way."""
FREE = 1.5
"""What a cache is larger than what is to be in it: old versions, what is about to be written."""
DAYS = 365


@dataclass(frozen=True)
class Storage:
    """Bytes at the end of the years, of one copy."""

    documents: dict[str, float]
    """On one member's disk with their indexes, by service; what is kept for a time is in it."""
    hot: float
    """What the databases' caches should hold: all indexes, people, and what is under way, not compressed."""
    topics: dict[str, float]
    """By stream, not compressed."""


def storage_of(network: Network, load: Load, measured: Measured) -> Storage:
    """All of it."""
    on_disk: dict[str, float] = defaultdict(float)
    hot = 0.0
    many, sampled = at_the_end(network), counted(measured.sample)
    for each in measured.sample.collections:
        driver = GROWS_WITH.get(f"{each.service}.{each.collection}")
        if driver is not None:
            documents = each.documents / sampled[driver] * many[driver]
            on_disk[each.service] += documents * (each.disk_bytes + each.index_bytes)
            share = 1.0 if driver is Driver.PEOPLE else HOT
            hot += documents * (each.index_bytes + share * each.document_bytes)
    for service in SERVICES:
        on_disk[service] += _kept_for_a_time(service, network, load, measured)
    return Storage(dict(on_disk), hot * FREE, _topics(network, load, measured))


def aggregates_of(stream: str, network: Network, measured: Measured) -> float:
    """Keys of a topic, each of which keeps its last event for ever."""
    of = next(each for each in measured.sample.topics if each.topic == full_name(stream))
    driver = STREAMS[stream]
    return of.aggregates / counted(measured.sample)[driver] * at_the_end(network)[driver]


def _kept_for_a_time(service: str, network: Network, load: Load, measured: Measured) -> float:
    outbox, answers = (_named(measured, service, name) for name in ("outbox", "answers"))
    streams = [stream for stream in SPOKEN[service] if stream in STREAMS]
    rows = sum(
        aggregates_of(stream, network, measured) + load.events[stream] * OUTBOX_DAYS / DAYS for stream in streams
    )
    remembered = load.commands[service] * ANSWERS_HOURS / 24 / DAYS
    return rows * _bytes(outbox) + remembered * _bytes(answers)


def _topics(network: Network, load: Load, measured: Measured) -> dict[str, float]:
    found = {}
    for of in measured.sample.topics:
        stream = of.topic.split(".")[1]
        if stream in STREAMS:
            records = aggregates_of(stream, network, measured) + load.events[stream] * HISTORY_DAYS / DAYS
            found[stream] = records * of.event_bytes
    return found


def _named(measured: Measured, service: str, name: str) -> Collection | None:
    found = (each for each in measured.sample.collections if (each.service, each.collection) == (service, name))
    return next(found, None)


def _bytes(collection: Collection | None) -> float:
    return collection.disk_bytes + collection.index_bytes if collection else 0.0
