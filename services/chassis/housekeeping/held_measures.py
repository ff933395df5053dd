"""What is held, counted: for the metrics every second, and for operators by topic and reason."""

from collections.abc import Callable
from datetime import datetime

from services.chassis.mongo.driver import Database, Document, aggregated
from services.chassis.observability import metrics
from services.chassis.writer.held import DEAD, DISCARDED, PARKED

METRIC_STATES = {DEAD: "dead_letter", PARKED: "parked"}
COUNTED: Document = {"state": {"$in": [DEAD, PARKED, DISCARDED]}}
EACH = {"state": "$state", "topic": "$topic", "reason": "$reason"}


class HeldMeasures:
    """Of one service."""

    def __init__(self, service: str, database: Database, now: Callable[[], datetime]) -> None:
        self._service = service
        self._held = database["held"]
        self._now = now

    async def measure(self) -> None:
        """Tell the metrics how many are held, and the age of the oldest."""
        for state, label in METRIC_STATES.items():
            count = await self._held.count_documents({"state": state})
            metrics.held_records.labels(self._service, label).set(count)
            oldest = await self._held.find_one({"state": state}, {"held_at": 1}, sort=[("held_at", 1)])
            age = self._age(oldest["held_at"]) if oldest else 0.0
            metrics.held_oldest_seconds.labels(self._service, label).set(age)

    async def counts(self) -> list[Document]:
        """How many of each state, topic and reason, and when the oldest of them was held."""
        group = {"_id": EACH, "records": {"$sum": 1}, "oldest_held_at": {"$min": "$held_at"}}
        found = await aggregated(self._held, [{"$match": COUNTED}, {"$group": group}])
        counts = [{**row.pop("_id"), **row, "oldest_seconds": self._age(row["oldest_held_at"])} for row in found]
        return sorted(counts, key=lambda count: (count["state"], count["topic"], count["reason"]))

    def _age(self, moment: datetime) -> float:
        return max(0.0, (self._now() - moment).total_seconds())
