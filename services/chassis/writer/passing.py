"""Numbers that never came, as a document among the held records: given up, like a record that did come."""

from datetime import datetime

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.mongo.driver import Document
from services.chassis.writer.work import PassedOver, RecordWork, SourceKey


def passed_id(source: SourceKey, after: int, before: int) -> str:
    """By the first and the last of them: they lie between these two."""
    return f"{source}/{after + 1}-{before - 1}"


def passed_numbers(work: RecordWork, without: PassedOver, now: datetime) -> Document:
    """What is kept for the audit. It lies where the record that waited for them lay, and has no content."""
    number = work.sequence - 1 - without.after
    return {
        "_id": passed_id(work.source, without.after, work.sequence),
        "state": "discarded",
        "reason": HeldBack.GAP,
        "why": f"{number} of its aggregate never came; {work.sequence} went on without",
        "attempts": 0,
        "due": None,
        "held_at": now,
        "topic": work.topic,
        "partition": work.partition,
        "offset": work.offset,
        "headers": [],
        "body": None,
        "source": work.source,
        "sequence": work.sequence - 1,
        "discarded_at": now,
        "discarded_by": without.by,
        "discard_reason": without.reason,
        "passed": True,
        "passed_over": number,
    }
