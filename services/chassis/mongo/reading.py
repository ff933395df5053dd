"""Reading aggregates for an answer: always within a scope, always bounded."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from pymongo.errors import PyMongoError

from services.chassis.mongo.documents import Stored, from_document
from services.chassis.mongo.driver import Collection, Database, Document, aggregated
from services.chassis.mongo.scope import Scope
from services.chassis.mongo.transaction import meaning
from services.deciding import Aggregate

S = TypeVar("S", bound=Aggregate)
LARGEST_PAGE = 1000
BESIDE = ("_id", "organisations")
"""What stands beside the indexed fields, not among them."""


@dataclass(frozen=True, slots=True)
class Found(Generic[S]):
    """A page of states, and where the next one begins: (changed_at, id) of the last."""

    items: list[Stored[S]]
    next: tuple[datetime, str] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Those that have the same values in some fields."""

    key: tuple[Any, ...]
    count: int
    least: Any = None


class Reader:
    """Reads one service's aggregates within one scope."""

    def __init__(self, database: Database, scope: Scope) -> None:
        self._database = database
        self._scope = scope

    async def get(self, kind: type[S], id: str) -> Stored[S] | None:
        """The aggregate with its counters, or None if the scope does not contain it."""
        try:
            document = await self._collection(kind).find_one(self._scope.restrict({"_id": id}))
        except PyMongoError as error:
            raise meaning(error) from error
        return from_document(kind, document) if document else None

    async def get_each(self, kind: type[S], ids: Iterable[str]) -> dict[str, S]:
        """Those of the ids that the scope contains."""
        found = self.all(kind, {"_id": {"$in": list(ids)}})
        return {state.id: state async for state in found}

    async def page(
        self,
        kind: type[S],
        where: Mapping[str, Any] | None = None,
        *,
        limit: int = 50,
        after: tuple[datetime, str] | None = None,
        updated_since: datetime | None = None,
    ) -> Found[S]:
        """A page in the order of change, `where` being equality or operators on indexed fields.

        Costs one index walk of `limit` + 1 documents.
        """
        query = _query(where)
        if updated_since is not None:
            query.setdefault("$and", []).append({"changed_at": {"$gte": updated_since}})
        if after is not None:
            moment, id = after
            later = [{"changed_at": {"$gt": moment}}, {"changed_at": moment, "_id": {"$gt": id}}]
            query.setdefault("$and", []).append({"$or": later})
        limit = min(limit, LARGEST_PAGE)
        cursor = self._collection(kind).find(self._scope.restrict(query))
        try:
            documents = await cursor.sort([("changed_at", 1), ("_id", 1)]).limit(limit + 1).to_list(limit + 1)
        except PyMongoError as error:
            raise meaning(error) from error
        items = [from_document(kind, document) for document in documents[:limit]]
        last = items[-1] if len(documents) > limit else None
        return Found(items, (last.changed_at, last.state.id) if last else None)

    async def all(self, kind: type[S], where: Mapping[str, Any] | None = None) -> AsyncIterator[S]:
        """Every state that fits, in no order; for cycles and reports."""
        async for state in self._each(kind, _query(where)):
            yield state

    async def naming(self, kind: type[S], id: str) -> AsyncIterator[S]:
        """Every state in which that id stands, wherever it is, in no order. Costs a look at all of the kind."""
        async for state in self._each(kind, {"state": {"$regex": re.escape(id)}}):
            yield state

    async def among(self, kind: type[S], organisations: Iterable[str]) -> AsyncIterator[S]:
        """Every state that names some of these organisations and no other one, in no order.

        Costs a look at each that names one of them.
        """
        ids = list(organisations)
        async for state in self._each(kind, {"organisations": {"$in": ids, "$not": {"$elemMatch": {"$nin": ids}}}}):
            yield state

    async def _each(self, kind: type[S], query: Document) -> AsyncIterator[S]:
        try:
            async for document in self._collection(kind).find(self._scope.restrict(query)):
                yield from_document(kind, document).state
        except PyMongoError as error:
            raise meaning(error) from error

    async def documents(self, kind: type[Aggregate], at_once: int) -> AsyncIterator[list[Document]]:
        """Every document as it lies there, by organisation, so many at a time: for copies in memory."""
        part: list[Document] = []
        try:
            async for document in self._collection(kind).find(self._scope.restrict({})).sort("organisations", 1):
                part.append(document)
                if len(part) == at_once:
                    yield part
                    part = []
        except PyMongoError as error:
            raise meaning(error) from error
        if part:
            yield part

    async def count(self, kind: type[S], where: Mapping[str, Any] | None = None) -> int:
        """How many fit."""
        try:
            return int(await self._collection(kind).count_documents(self._scope.restrict(_query(where))))
        except PyMongoError as error:
            raise meaning(error) from error

    async def ids(self, kind: type[Aggregate], where: Mapping[str, Any] | None = None) -> list[str]:
        """Of all that fit, in no order. Costs no look at the states where an index knows the fields."""
        return [group.key[0] for group in await self.groups(kind, where, "_id")]

    async def groups(
        self, kind: type[Aggregate], where: Mapping[str, Any] | None, *by: str, least: str | None = None
    ) -> list[Group]:
        """How many fit, by these indexed fields, `_id` or `organisations`: under each of them if there are several.

        `least` is a field of which each group tells the smallest value. Costs a walk through all that fit: an index
        that holds every field named here is walked alone, without the documents.
        """
        named = {f"k{number}": f"${_field(field)}" for number, field in enumerate(by)}
        group: Document = {"_id": named, "count": {"$sum": 1}}
        if least is not None:
            group["least"] = {"$min": f"${_field(least)}"}
        pipeline: list[Document] = [{"$match": self._scope.restrict(_query(where))}]
        pipeline += [{"$unwind": "$organisations"}] * ("organisations" in by)
        try:
            found = await aggregated(self._collection(kind), [*pipeline, {"$group": group}])
        except PyMongoError as error:
            raise meaning(error) from error
        return [Group(tuple(row["_id"].get(key) for key in named), row["count"], row.get("least")) for row in found]

    def _collection(self, kind: type[Aggregate]) -> Collection:
        return self._database[kind.KIND]


def _query(where: Mapping[str, Any] | None) -> dict[str, Any]:
    return {_field(name): value for name, value in (where or {}).items()}


def _field(name: str) -> str:
    return name if name in BESIDE else f"by.{name}"
