"""Aggregates by the hundred thousand, put into the collections as the runtime would leave them, without running it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from secrets import randbits
from typing import Any

from mentormesh_contracts import TOPIC_OF, Event
from services.chassis.identity import new_id
from services.chassis.mongo.documents import Stored, to_document
from services.chassis.mongo.driver import Database, Document
from services.chassis.service import Service
from services.chassis.writer.reminders import ReminderBook
from services.chassis.writer.work import source_key
from services.deciding import Context, Decision
from services.deciding.trial import decide
from tests.bench.runtime.facts import NOW

PART = 5000
Documents = dict[str, list[Document]]
"""By collection."""


async def preload(service: Service, database: Database, events: Iterable[Event]) -> None:
    """Put in what the first events of as many aggregates leave behind. While one part is written the next is made."""
    writing: asyncio.Task[None] | None = None
    for part in _parts(iter(events)):
        documents = await asyncio.to_thread(_documents, service, part)
        if writing is not None:
            await writing
        writing = asyncio.create_task(_write(database, documents))
    if writing is not None:
        await writing


def _parts(events: Iterator[Event]) -> Iterator[list[Event]]:
    while part := list(islice(events, PART)):
        yield part


async def _write(database: Database, documents: Documents) -> None:
    for collection, each in documents.items():
        await database[collection].insert_many(each, ordered=False)


def _documents(service: Service, events: Sequence[Event]) -> Documents:
    documents: Documents = defaultdict(list)
    for event in events:
        decision = decide(service.all_reactions[type(event)](event, Context(NOW, new_id)))
        for change in decision.changes:
            stored = Stored(change.state, randbits(48), 1, len(change.events), NOW)
            documents[change.state.KIND].append(to_document(stored))
        documents["reminders"] += _reminders(decision)
        source = source_key(TOPIC_OF[type(event)].name, event.subject)
        documents["seen"].append({"_id": source, "n": 1, "parked": 0})
    return {collection: each for collection, each in documents.items() if each}


def _reminders(decision: Decision) -> list[Document]:
    book = ReminderBook()
    book.note(decision)
    operations: list[Any] = [each for each in book.operations() if hasattr(each, "_doc")]
    return [operation._doc for operation in operations]
