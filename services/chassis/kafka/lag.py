"""How far a consumer is behind: counted after every batch, and against the broker's ends when no batch comes."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol

from aiokafka import TopicPartition

from services.chassis.observability import metrics

LOOK_EVERY = 2.0
LOOK_WITHIN = 10.0
Offsets = Mapping[TopicPartition, int]


class Consumer(Protocol):
    """As much of aiokafka's consumer as is asked here."""

    async def end_offsets(self, partitions: Collection[TopicPartition]) -> dict[TopicPartition, int]: ...
    async def beginning_offsets(self, partitions: Collection[TopicPartition]) -> dict[TopicPartition, int]: ...
    async def committed(self, partition: TopicPartition) -> int | None: ...
    def assignment(self) -> Collection[TopicPartition]: ...
    def highwater(self, partition: TopicPartition) -> int | None: ...


class Lag:
    """Of the partitions that are assigned to this process.

    What was never fetched has no age that is known here: it is told since when anything of its topic has been waiting.
    """

    def __init__(self, service: str, names: Mapping[str, str], now: Callable[[], float] = time.time) -> None:
        """`names`: by topic, as the broker knows it, what the contracts call it. `now` in seconds since the epoch."""
        self._service = service
        self._names = names
        self._now = now
        self._next: dict[TopicPartition, int] = {}
        """Of each partition the first offset that is not applied."""
        self._waiting: dict[str, list[float]] = {topic: [] for topic in names}
        """When the oldest event was published of each batch that is under way."""
        self._behind_since: dict[str, float] = {}

    def taken(self, records: Iterable[Any]) -> dict[str, float]:
        """Records are under way: what to tell `ended` then."""
        oldest: dict[str, float] = {}
        for record in records:
            oldest[record.topic] = min(record.timestamp / 1000, oldest.get(record.topic, float("inf")))
        for topic, moment in oldest.items():
            self._waiting[topic].append(moment)
        return oldest

    def ended(self, taken: Mapping[str, float]) -> None:
        """They are not under way any more."""
        for topic, moment in taken.items():
            self._waiting[topic].remove(moment)

    def applied(self, offsets: Offsets) -> None:
        """Everything before these offsets is durable."""
        self._next.update(offsets)

    def lost(self, places: Iterable[TopicPartition]) -> None:
        """Others go on with these partitions."""
        for place in places:
            self._next.pop(place, None)

    def count(self, consumer: Consumer, assigned: Collection[TopicPartition]) -> None:
        """Tell the metrics, as far as the last answers of the broker go. Costs nothing but a look at each partition."""
        self._tell(_fetched(consumer, assigned))

    async def look(self, consumer: Consumer, assigned: Collection[TopicPartition]) -> None:
        """Ask the broker where the partitions end, and tell the metrics. Raises KafkaError or TimeoutError."""
        async with asyncio.timeout(LOOK_WITHIN):
            await self._begin(consumer, [place for place in assigned if place not in self._next])
            ends = await consumer.end_offsets(assigned) if assigned else {}
        # Some brokers say too little of a partition's end, but not to whoever fetches from it.
        fetched = _fetched(consumer, ends)
        self._tell({place: max(ends[place], end) for place, end in fetched.items()})

    async def _begin(self, consumer: Consumer, fresh: Collection[TopicPartition]) -> None:
        """Of partitions that have just come: where others left off, or where they begin."""
        if not fresh:
            return
        beginnings = await consumer.beginning_offsets(fresh)
        for place in fresh:
            committed = await consumer.committed(place)
            self._next.setdefault(place, beginnings[place] if committed is None else committed)

    def _tell(self, ends: Offsets) -> None:
        events = dict.fromkeys(self._names, 0)
        for place, end in ends.items():
            events[place.topic] += max(0, end - self._next.get(place, end))
        now = self._now()
        for topic, name in self._names.items():
            metrics.consumer_lag_events.labels(self._service, name).set(events[topic])
            metrics.consumer_lag_seconds.labels(self._service, name).set(self._age(topic, events[topic], now))

    def _age(self, topic: str, events: int, now: float) -> float:
        if not events:
            self._behind_since.pop(topic, None)
            return 0.0
        oldest = min(self._waiting[topic], default=self._behind_since.setdefault(topic, now))
        return max(0.0, now - oldest)


def _fetched(consumer: Consumer, places: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
    """Where those that are still assigned ended when they were fetched from last; of others nobody may ask."""
    assigned = consumer.assignment()
    return {place: consumer.highwater(place) or 0 for place in places if place in assigned}
