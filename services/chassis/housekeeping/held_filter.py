"""Which held records are meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.mongo.driver import Document
from services.chassis.writer.work import source_key


@dataclass(frozen=True, slots=True)
class HeldFilter:
    """All conditions that are given hold; without any, all records are meant."""

    states: tuple[str, ...] = ()
    reason: str | None = None
    topic: str | None = None
    type: str | None = None
    aggregate: str | None = None

    def conditions(self, topics: Sequence[str]) -> Document:
        """As a query. An aggregate is looked for in the topics that the service reads."""
        plain = {"reason": self.reason, "topic": self.topic, "type": self.type}
        query: Document = {name: value for name, value in plain.items() if value is not None}
        if self.states:
            query["state"] = {"$in": list(self.states)}
        if self.aggregate is not None:
            query["source"] = {"$in": [source_key(topic, self.aggregate) for topic in topics]}
        return query
