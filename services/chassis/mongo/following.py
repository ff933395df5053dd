"""What changes in a service's own collections, whichever replica changes it: for copies that a process keeps in memory.

MongoDB's change stream tells of what a majority has, in order, and goes on by itself after an interruption.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from pymongo.errors import PyMongoError

from services.chassis.mongo.driver import Database, Document, watch
from services.chassis.mongo.transaction import meaning
from services.deciding import Aggregate

PART = 200
"""Most changes at a time, so that whoever applies them lets others work in between."""
TOLD_OF = ("insert", "replace", "delete")


class Changed(NamedTuple):
    """One document as it is after a change."""

    kind: str
    id: str
    document: Document | None
    """None: it was removed."""


class Following:
    """A change stream that is asked, again and again, for what is new."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def new(self) -> AsyncIterator[list[Changed]]:
        """Everything that was committed before this was asked for and not told yet, in parts. Raises PassingTrouble."""
        part: list[Changed] = []
        try:
            while (told := await self._stream.try_next()) is not None:
                part.append(_changed(told))
                if len(part) == PART:
                    yield part
                    part = []
        except PyMongoError as error:
            raise meaning(error) from error
        if part:
            yield part


@asynccontextmanager
async def following(database: Database, kinds: Iterable[type[Aggregate]]) -> AsyncIterator[Following]:
    """Follow these kinds from now on, while the `with` lasts; the last change before may be told as well.

    Raises PassingTrouble.
    """
    names = [kind.KIND for kind in kinds]
    concerns = {"ns.coll": {"$in": names}, "operationType": {"$in": TOLD_OF}}
    try:
        stream = await watch(database, [{"$match": concerns}])
    except PyMongoError as error:
        raise meaning(error) from error
    try:
        yield Following(stream)
    finally:
        await stream.close()


def _changed(told: Document) -> Changed:
    return Changed(told["ns"]["coll"], told["documentKey"]["_id"], told.get("fullDocument"))
