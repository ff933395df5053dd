"""Every event is on its topic, in its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.record import Told
from mentormesh_contracts import EVENTS, TOPIC_OF


def check_readable(history: History, answers: Answers) -> Iterable[str]:
    """Every record is an event that the contracts can read."""
    malformed = [f"{record.raw.place}: malformed: {record.why}" for record in history.unreadable]
    unknown = [
        f"{record.raw.place}: {record.envelope.type} is no event of the contracts"
        for record in history.records
        if record.envelope.type not in EVENTS
    ]
    return malformed + unknown


def check_sequence(history: History, answers: Answers) -> Iterable[str]:
    """An aggregate's first occurrences come as 1, 2, 3 … without a gap: what comes out of order was overtaken."""
    highest: dict[tuple[str, str], int] = defaultdict(int)
    for record in history.records:
        number = record.envelope.sequence
        if number > highest[record.aggregate] + 1:
            yield f"{record.raw.place}: {record.what} comes after sequence {highest[record.aggregate]}"
        highest[record.aggregate] = max(highest[record.aggregate], number)


def check_repeats(history: History, answers: Answers) -> Iterable[str]:
    """A record that comes again is the same to the byte: same sequence, same event, same body."""
    first: dict[tuple[str, str, int], Told] = {}
    for record in history.records:
        known = first.setdefault((*record.aggregate, record.envelope.sequence), record)
        if _content(known) != _content(record):
            yield f"{record.raw.place}: {record.what} was told otherwise at {known.raw.place}"


def _content(record: Told) -> tuple[str, str, bytes | None]:
    return record.envelope.id, record.envelope.type, record.raw.body


def check_key(history: History, answers: Answers) -> Iterable[str]:
    """A record's key is its aggregate's id, so that all of an aggregate is in one partition, in order."""
    partitions: dict[tuple[str, bytes | None], int] = {}
    for record in history.records:
        if record.raw.key != record.envelope.subject.encode():
            yield f"{record.raw.place}: {record.what} has the key {record.raw.key!r}"
        at = partitions.setdefault((record.raw.topic, record.raw.key), record.raw.partition)
        if at != record.raw.partition:
            yield f"{record.raw.place}: {record.what} has the key of partition {at}"


def check_topic(history: History, answers: Answers) -> Iterable[str]:
    """An event is on the topic that the table says, published by the service that owns it."""
    return [fault for record in history.records for fault in _misplaced(record)]


def _misplaced(record: Told) -> Iterator[str]:
    if record.event is None:
        return
    topic = TOPIC_OF[type(record.event)]
    if topic.name != record.raw.topic:
        yield f"{record.raw.place}: {record.what} belongs on {topic.name}"
    owner = record.envelope.source.rpartition("/")[2]
    if topic.owner not in ("*", owner):
        yield f"{record.raw.place}: {record.what} is told by {owner}, not by {topic.owner}"


def check_one_kind(history: History, answers: Answers) -> Iterable[str]:
    """An aggregate stays what it is, and an id names one aggregate of a topic."""
    for (topic, id), told in history.first_occurrences.items():
        kinds = {type(each.event.after).__name__ for each in told if each.event}
        if len(kinds) > 1:
            yield f"{topic}: {id} is {' and '.join(sorted(kinds))}"
