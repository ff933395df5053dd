"""Topics from their beginning to their ends, as one stream in the order of time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from mentormesh_contracts import Topic
from services.chassis.kafka.topics import PATIENCE, BrokerAway, require_topics
from services.chassis.settings import Settings
from services.chassis.writer.reading import read
from services.chassis.writer.work import RecordWork

BATCH = 1000
WAIT_MS = 200
QUIET = 15
"""So many waits without a record are the end of a partition that promised more: what was there is compacted away."""
Record: TypeAlias = Any
"""aiokafka's ConsumerRecord, which comes without types."""
Timed: TypeAlias = tuple[datetime, RecordWork]


class TopicReader:
    """Reads some topics without a group: it takes nothing from anybody."""

    def __init__(self, settings: Settings, topics: Sequence[Topic], since: datetime | None) -> None:
        self._settings = settings
        self._topics = topics
        self._since = since
        self._names = {settings.topic(topic.name): topic.name for topic in topics}
        self._consumer: Any = None
        self._begin: dict[TopicPartition, int] = {}
        self._ends: dict[TopicPartition, int] = {}
        self._queues: dict[TopicPartition, deque[Timed]] = {}
        self.read = 0
        """How many records were read."""

    async def start(self) -> None:
        """Connect, and go to the beginning or to the time. Raises BrokerAway or TopicsWrong."""
        await require_topics(self._settings, self._topics)
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=self._settings.kafka_url,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=256 * 1024,
            **self._settings.kafka_options(),
        )
        try:
            await asyncio.wait_for(self._consumer.start(), PATIENCE)
            await self._assign()
        except (KafkaError, TimeoutError, OSError) as error:
            where = self._settings.kafka_url
            raise BrokerAway(f"no Kafka broker answers at {where} ({type(error).__name__})") from error

    async def stop(self) -> None:
        """Disconnect."""
        if self._consumer is not None:
            await self._consumer.stop()

    @property
    def total(self) -> int:
        """How many records there seem to be; more than there are where topics were compacted."""
        return max(self.read, sum(self._ends.values()) - sum(self._begin.values()))

    async def _assign(self) -> None:
        wanted = {self._settings.topic(topic.name): topic.partitions for topic in self._topics}
        places = [TopicPartition(name, number) for name, count in wanted.items() for number in range(count)]
        self._consumer.assign(places)
        self._queues = {place: deque() for place in places}
        self._begin = await self._consumer.beginning_offsets(places)
        if self._since is not None:
            self._begin |= await self._first_since(self._since, places)
        for place, offset in self._begin.items():
            self._consumer.seek(place, offset)

    async def _first_since(self, since: datetime, places: list[TopicPartition]) -> dict[TopicPartition, int]:
        """Where the broker has the first record since then; a partition of which it does not say is read whole."""
        moment = int(since.timestamp() * 1000)
        found = await self._consumer.offsets_for_times(dict.fromkeys(places, moment))
        return {place: at.offset for place, at in found.items() if at is not None and at.offset >= 0}

    async def read_on(self) -> AsyncIterator[list[RecordWork]]:
        """Everything up to where the topics end now, in batches. Raises BrokerAway."""
        try:
            self._ends = await self._consumer.end_offsets(list(self._queues))
            unfinished = set(self._queues)
            batch: list[RecordWork] = []
            while await self._fill(unfinished):
                self._take(unfinished, batch)
                if len(batch) >= BATCH:
                    yield batch
                    batch = []
            if batch:
                yield batch
        except KafkaError as error:
            raise BrokerAway(f"the broker at {self._settings.kafka_url} went away ({type(error).__name__})") from error

    async def _fill(self, unfinished: set[TopicPartition]) -> bool:
        """See to it that every partition that is not at its end has a record at hand. False: all are at their ends."""
        quiet = 0
        while hungry := [place for place in unfinished if not self._queues[place]]:
            at_end = [place for place in hungry if await self._is_at_end(place)]
            unfinished.difference_update(hungry if quiet >= QUIET else at_end)
            if not (hungry := [place for place in hungry if place in unfinished]):
                break
            found = await self._consumer.getmany(*hungry, timeout_ms=WAIT_MS)
            quiet = 0 if found else quiet + 1
            for place, records in found.items():
                self._queues[place].extend(timed for record in records if (timed := self._timed(record)))
                self.read += len(records)
        return bool(unfinished)

    async def _is_at_end(self, place: TopicPartition) -> bool:
        # The end that was asked for may be too early on some brokers; that of a fetch is right.
        end = max(self._ends[place], self._consumer.highwater(place) or 0)
        return bool(await self._consumer.position(place) >= end)

    def _take(self, unfinished: set[TopicPartition], batch: list[RecordWork]) -> None:
        """The earliest record of all, again and again, until a partition has none at hand or the batch is full."""
        while len(batch) < BATCH:
            first = min(unfinished, key=lambda place: self._queues[place][0][0])
            batch.append(self._queues[first].popleft()[1])
            if not self._queues[first]:
                return

    def _timed(self, record: Record) -> Timed | None:
        headers = [(name, bytes(value or b"")) for name, value in record.headers]
        received, fault = read(headers, record.value)
        topic = self._names[record.topic]
        work = RecordWork(topic, record.partition, record.offset, headers, record.value, received, fault)
        if received is None:
            return EPOCH + timedelta(milliseconds=max(0, record.timestamp)), work
        if self._since is not None and received.envelope.time < self._since:
            return None
        return received.envelope.time, work


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
