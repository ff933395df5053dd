"""From outbox rows to acknowledged records: one batch a partition at a time, so that no order can be lost."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from services.chassis.kafka.ends import Ends
from services.chassis.mongo.driver import Document
from services.chassis.relay.partitions import place_of
from services.chassis.settings import Settings

Partition = tuple[str, int]


class Publisher:
    """A producer that waits for all replicas, and knows which rows were acknowledged."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._producer: AIOKafkaProducer | None = None
        self.acknowledged: Ends = {}
        """Where the broker put the batches of the last call: the offset of the first event of each."""

    async def start(self) -> None:
        """Connect. Raises KafkaError if no broker answers."""
        producer = AIOKafkaProducer(
            bootstrap_servers=self._settings.kafka_url,
            acks="all",
            enable_idempotence=self._settings.kafka_idempotence,
            max_batch_size=512 * 1024,
            max_request_size=4 * 1024 * 1024,
            request_timeout_ms=20_000,
            **self._settings.kafka_options(),
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        if not self._settings.kafka_idempotence:
            _send_once(producer)
        self._producer = producer

    async def stop(self) -> None:
        """Disconnect."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None

    async def renew(self) -> None:
        """Disconnect and connect anew: what the producer knows is of topics that are no more. Raises KafkaError."""
        await self.stop()
        await self.start()

    def connections(self) -> frozenset[object]:
        """Which connections to brokers there are. Others than before may lead to another broker."""
        if self._producer is None:
            return frozenset()
        open_ones = self._producer.client._conns.values()
        return frozenset(connection for connection in open_ones if connection.connected())

    async def publish(self, rows: Sequence[Document]) -> tuple[list[str], KafkaError | None]:
        """Send the rows; gives the ids of those acknowledged, and the first error.

        All rows of a key travel in one batch or wait for the next call: none can overtake an earlier one.
        """
        if self._producer is None:
            await self.start()
        self.acknowledged = {}
        places = await self._sorted_out(rows)
        results = await asyncio.gather(*(self._send(place, batch) for place, batch in places.items()))
        published = [id for ids, _ in results for id in ids]
        return published, next((error for _, error in results if error), None)

    async def _sorted_out(self, rows: Sequence[Document]) -> dict[Partition, list[Document]]:
        assert self._producer is not None
        partitions: dict[str, tuple[str, list[int]]] = {}
        places: dict[Partition, list[Document]] = defaultdict(list)
        for row in rows:
            if (topic := row["topic"]) not in partitions:
                name = self._settings.topic(topic)
                partitions[topic] = name, sorted(await self._producer.partitions_for(name))
            name, numbers = partitions[topic]
            places[name, numbers[place_of(row["key"], len(numbers))]].append(row)
        return places

    async def _send(self, place: Partition, rows: Sequence[Document]) -> tuple[list[str], KafkaError | None]:
        assert self._producer is not None
        builder: Any = self._producer.create_batch()
        sent: list[str] = []
        for row in rows:
            headers, body = list(row["headers"].items()), row["body"]
            value = None if body is None else bytes(body)
            appended = builder.append(key=row["key"].encode(), value=value, timestamp=None, headers=headers)
            if appended is None:
                break
            sent.append(row["_id"])
        if not sent:
            return [], KafkaError(f"event {rows[0]['_id']} is larger than a batch may be")
        try:
            metadata = await (await self._producer.send_batch(builder, place[0], partition=place[1]))
        except KafkaError as error:
            return [], error
        self.acknowledged[rows[0]["topic"], place[1]] = metadata.offset
        return sent, None


def _send_once(producer: AIOKafkaProducer) -> None:
    """Let a batch that failed come back at once, for the relay to repeat.

    Without idempotence the producer would repeat it by itself, and it would be the first on a topic that the broker
    has lost meanwhile, before everything that was published earlier. There is no setting for it.
    """
    producer._message_accumulator._batch_ttl = 0
