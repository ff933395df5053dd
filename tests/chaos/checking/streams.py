"""Topics and outboxes: nothing missing, nothing that nobody committed, first occurrences in order."""

from collections.abc import Iterable, Iterator

from cli.verify.asking import Answers
from cli.verify.checks.published import check_sequence
from cli.verify.record import Told
from tests.chaos.checking.evidence import Document, Evidence, by
from tests.chaos.checking.found import Found, Kind


def order_holds(evidence: Evidence) -> Iterable[Found]:
    """First occurrences come in the order of their sequence."""
    return [Found(Kind.OUT_OF_ORDER, "order", fault) for fault in check_sequence(evidence.history, Answers())]


def sequences_have_no_gaps(evidence: Evidence) -> Iterable[Found]:
    """Each aggregate's events are numbered from 1 without a hole."""
    for (topic, id), told in evidence.history.first_occurrences.items():
        numbers = [each.envelope.sequence for each in told]
        if numbers != list(range(1, len(numbers) + 1)):
            missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
            yield Found(Kind.LOST, "sequence", f"{topic}/{id}: {missing[:5]} of {numbers[-1]} never came")


def outboxes_are_published(evidence: Evidence) -> Iterable[Found]:
    """Whatever was committed is on its topic, byte for byte, and is marked."""
    told = {each.envelope.id: each.raw for each in evidence.history.records}
    for service, collections in evidence.databases.items():
        for row in collections.get("outbox", ()):
            what = f"{service}: {row['headers']['ce_type'].decode()} of {row['key']}"
            raw = told.get(row["_id"])
            if raw is None:
                yield Found(Kind.LOST, "outbox", f"{what} was committed and never published")
            elif raw.body != bytes(row["body"]) or raw.topic != row["topic"]:
                yield Found(Kind.BROKEN, "outbox", f"{what} is not on its topic as it was committed")
            if row["pending"]:
                yield Found(Kind.BROKEN, "outbox", f"{what} still waits")


def nothing_is_made_up(evidence: Evidence) -> Iterable[Found]:
    """Whatever is on a topic was committed by its service, once."""
    rows: dict[str, dict[str, Document]] = {
        service: dict(by(collections.get("outbox", ()), "_id")) for service, collections in evidence.databases.items()
    }
    for each in _first_of_each_id(evidence):
        service = each.envelope.source.rpartition("/")[2]
        if each.envelope.id not in rows.get(service, {}):
            yield Found(Kind.DOUBLED, "outbox", f"{each.what} was published, and {service} never committed it")


def _first_of_each_id(evidence: Evidence) -> Iterator[Told]:
    return iter({each.envelope.id: each for each in evidence.history.records}.values())
