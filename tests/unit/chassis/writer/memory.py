"""As much of MongoDB as the writer uses, in memory: collections, filters, bulk writes, transactions that roll back."""

import asyncio
import copy
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo import DeleteOne, InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import BulkWriteError, DocumentTooLarge

from services.chassis.mongo.driver import Document

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "$in": lambda value, wanted: value in wanted,
    "$ne": lambda value, wanted: value != wanted,
    "$lte": lambda value, wanted: value is not None and value <= wanted,
    "$gt": lambda value, wanted: value is not None and value > wanted,
}


def fits(document: Document, query: Document) -> bool:
    """Whether a document answers a query."""
    for name, wanted in query.items():
        conditions = wanted if isinstance(wanted, dict) else {"$in": [wanted]}
        if not all(COMPARED[how](document.get(name), value) for how, value in conditions.items()):
            return False
    return True


class Cursor:
    """What a find gives."""

    def __init__(self, database: "Memory", found: list[Document]) -> None:
        self._database, self._found = database, found

    def sort(self, by: str | list[tuple[str, int]], direction: int = 1) -> "Cursor":
        names = [by] if isinstance(by, str) else [name for name, _ in by]

        def place(document: Document) -> list[tuple[bool, Any]]:
            return [(document.get(name) is not None, document.get(name)) for name in names]

        return Cursor(self._database, sorted(self._found, key=place))

    def limit(self, most: int) -> "Cursor":
        return Cursor(self._database, self._found[:most])

    async def to_list(self, most: int | None) -> list[Document]:
        found = copy.deepcopy(self._found[:most])
        await self._database.asked()
        return found


class Collection:
    """Documents by id."""

    def __init__(self, database: "Memory") -> None:
        self._database = database
        self.documents: dict[Any, Document] = {}

    def find(self, query: Document, projection: Document | None = None) -> Cursor:
        return Cursor(self._database, [document for document in self.documents.values() if fits(document, query)])

    async def find_one(self, query: Document, sort: list[tuple[str, int]] | None = None) -> Document | None:
        found = self.find(query)
        return next(iter(await (found.sort(sort) if sort else found).to_list(1)), None)

    async def update_one(self, query: Document, change: Document) -> None:
        self._update(UpdateOne(query, change))

    async def count_documents(self, query: Document, limit: int | None = None) -> int:
        return len(await self.find(query).to_list(limit))

    async def insert_many(self, rows: Iterable[Document], **_: Any) -> None:
        for row in rows:
            self._insert(row)

    async def bulk_write(self, operations: list[Any], **_: Any) -> Any:
        counts = [self._write(operation) for operation in operations]
        sums = [sum(count) for count in zip(*counts, strict=True)]
        return SimpleNamespace(inserted_count=sums[0], matched_count=sums[1], deleted_count=sums[2])

    def _write(self, operation: Any) -> tuple[int, int, int]:
        if isinstance(operation, InsertOne | ReplaceOne) and operation._doc["_id"] in self._database.refused:
            raise DocumentTooLarge("more than 16 MB")
        match operation:
            case InsertOne():
                return self._insert(operation._doc)
            case DeleteOne():
                return self._delete(operation)
            case ReplaceOne() | UpdateOne():
                return self._update(operation)
        raise NotImplementedError(operation)

    def _insert(self, document: Document) -> tuple[int, int, int]:
        if document["_id"] in self.documents:
            raise BulkWriteError({"writeErrors": [{"code": 11000}]})
        self.documents[document["_id"]] = copy.deepcopy(document)
        return 1, 0, 0

    def _delete(self, operation: DeleteOne) -> tuple[int, int, int]:
        found = self._first(operation._filter)
        if found is None:
            return 0, 0, 0
        del self.documents[found["_id"]]
        return 0, 0, 1

    def _update(self, operation: ReplaceOne[Document] | UpdateOne) -> tuple[int, int, int]:
        doc: Any = operation._doc
        found, change = self._first(operation._filter), copy.deepcopy(dict(doc))
        if isinstance(operation, ReplaceOne):
            change = {"$set": change, "$setOnInsert": {}}
        if found is None:
            if operation._upsert:
                equals = {name: value for name, value in operation._filter.items() if not isinstance(value, dict)}
                self._insert(equals | change.get("$setOnInsert", {}) | change.get("$set", {}))
            return 0, 0, 0
        found.update(change.get("$set", {}))
        for name, by in change.get("$inc", {}).items():
            found[name] += by
        return 0, 1, 0

    def _first(self, query: Any) -> Document | None:
        return next((document for document in self.documents.values() if fits(document, query)), None)


@dataclass(frozen=True)
class Failure:
    """How a commit fails; `done`: it happens all the same, and only its answer is lost."""

    error: Exception
    done: bool = False


class Memory:
    """A database. `failures` befall the next commits, one after the other; `away` is raised while anything is asked."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = defaultdict(lambda: Collection(self))
        self.failures: list[Failure | None] = []
        self.away: Exception | None = None
        self.refused: set[str] = set()
        """Ids of documents that are too large."""
        self.commits = 0

    def __getitem__(self, name: str) -> Collection:
        return self.collections[name]

    async def asked(self) -> None:
        """Anything that is asked takes a moment, in which others go on."""
        await asyncio.sleep(0)
        if self.away is not None:
            raise self.away

    @asynccontextmanager
    async def transaction(self, _: Any) -> AsyncIterator[None]:
        """All or nothing."""
        await self.asked()
        before = {name: copy.deepcopy(collection.documents) for name, collection in self.collections.items()}
        failure = self.failures.pop(0) if self.failures else None
        try:
            yield None
            if failure is not None and not failure.done:
                raise failure.error
        except BaseException:
            for name, collection in self.collections.items():
                collection.documents = before.get(name, {})
            raise
        self.commits += 1
        await self.asked()
        if failure is not None:
            raise failure.error


@contextmanager
def without_servers(memory: Memory) -> Iterator[None]:
    """The writer commits to this memory, and never pauses between its attempts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.chassis.writer.commit.transaction", memory.transaction)
        patch.setattr("services.chassis.writer.backoff.random.uniform", lambda low, high: 0.0)
        yield
