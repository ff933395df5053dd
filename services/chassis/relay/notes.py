"""What stands beside the outbox: where the broker put the last batches, and whether a refill is wanted."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pymongo.errors import DuplicateKeyError

from services.chassis.kafka.ends import Ends
from services.chassis.mongo.driver import Database, Document

ID = "topics"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A refill that an operator asked for."""

    id: str
    topics: tuple[str, ...]
    """By the contracts' names."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes of one service, as they were read."""

    incarnation: int = 0
    """How often the topics were filled again."""
    ends: Ends = field(default_factory=dict)
    """The base offset of the last batch of each partition."""
    wanted: Wanted | None = None
    done: Mapping[str, Any] | None = None
    """The last refill: the `id` of the wish if there was one, and how many `events`."""


class Notes:
    """One document of the service's database. Writes of a past incarnation find nothing."""

    def __init__(self, database: Database) -> None:
        self._collection = database["relay"]

    async def read(self) -> Noted:
        """As they are now."""
        found = await self._collection.find_one({"_id": ID})
        if found is None:
            # An update with an upsert would bring back what a past owner remembers.
            with suppress(DuplicateKeyError):
                await self._collection.insert_one({"_id": ID, "incarnation": 0})
            return Noted()
        wanted = found.get("wanted")
        ends = {_place(name): base for name, base in found.get("ends", {}).items()}
        wish = Wanted(wanted["id"], tuple(wanted["topics"])) if wanted else None
        return Noted(found["incarnation"], ends, wish, found.get("done"))

    async def keep(self, incarnation: int, ends: Ends) -> None:
        """Note where the broker put batches, unless the topics are others by now."""
        highest = {f"ends.{_name(place)}": base for place, base in ends.items()}
        await self._collection.update_one({"_id": ID, "incarnation": incarnation}, {"$max": highest})

    async def begin_anew(self, noted: Noted, events: int) -> None:
        """Everything is pending again: the ends are those of other topics, and the wish is fulfilled."""
        wish = noted.wanted.id if noted.wanted else None
        change: Document = {
            "$set": {"incarnation": noted.incarnation + 1, "ends": {}, "done": {"id": wish, "events": events}},
            "$unset": {"wanted": ""},
        }
        await self._collection.update_one({"_id": ID, "incarnation": noted.incarnation}, change)

    async def want(self, id: str, topics: Sequence[str]) -> None:
        """Ask the owner of the outbox to fill these topics again."""
        wish = {"wanted": {"id": id, "topics": list(topics)}}
        await self._collection.update_one({"_id": ID}, {"$set": wish, "$setOnInsert": {"incarnation": 0}}, upsert=True)

    async def want_no_more(self, id: str) -> bool:
        """Take a wish back. False if it is fulfilled, or being fulfilled, already."""
        found = await self._collection.update_one({"_id": ID, "wanted.id": id}, {"$unset": {"wanted": ""}})
        return found.modified_count == 1


def _name(place: tuple[str, int]) -> str:
    # A dot would be a way into a field.
    return f"{place[0].replace('.', '/')}:{place[1]}"


def _place(name: str) -> tuple[str, int]:
    topic, _, partition = name.rpartition(":")
    return topic.replace("/", "."), int(partition)
