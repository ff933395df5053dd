"""Reads every topic from its beginning to its end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from cli.verify.record import Raw
from mentormesh_contracts import TOPICS

PATIENCE = 10.0
"""Seconds for a connection."""
QUIET_MS = 300
"""How long nothing must come before the end of a topic is believed."""
Record: TypeAlias = Any
"""aiokafka's ConsumerRecord, which comes without types."""


class TopicsOutOfReach(Exception):
    """The broker does not answer, or has none of the topics; the message says which address was tried."""


async def read_topics(kafka_url: str, namespace: str) -> list[Raw]:
    """All records of all topics, each partition in its order. Raises TopicsOutOfReach."""
    names = {".".join(filter(None, (namespace, topic.name))): topic.name for topic in TOPICS}
    places = await _places(kafka_url, names)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka_url, auto_offset_reset="earliest", enable_auto_commit=False)
    async with _started(consumer, kafka_url, consumer.stop):
        consumer.assign(places)
        return [_raw(record, names) for record in await _all(consumer)]


async def _places(kafka_url: str, names: dict[str, str]) -> list[TopicPartition]:
    """All partitions, as the broker tells them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_url)
    async with _started(admin, kafka_url, admin.close):
        existing = await admin.list_topics()
        if missing := [name for name in names if name not in existing]:
            raise TopicsOutOfReach(f"the broker at {kafka_url} has no topic {', '.join(missing)}")
        described = await admin.describe_topics(list(names))
    return [TopicPartition(topic["topic"], each["partition"]) for topic in described for each in topic["partitions"]]


@asynccontextmanager
async def _started(client: Any, kafka_url: str, stop: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    try:
        await asyncio.wait_for(client.start(), PATIENCE)
    except (KafkaError, TimeoutError, OSError) as error:
        await stop()
        raise TopicsOutOfReach(f"no Kafka broker answers at {kafka_url} ({type(error).__name__})") from error
    try:
        yield
    finally:
        await stop()


async def _all(consumer: Any) -> list[Record]:
    """Up to the high watermark of every partition, as the fetches tell it, and until nothing more comes."""
    found: list[Record] = []
    while True:
        batch = await consumer.getmany(timeout_ms=QUIET_MS, max_records=10_000)
        found.extend(record for records in batch.values() for record in records)
        if not batch and await _is_at_the_end(consumer):
            return found


async def _is_at_the_end(consumer: Any) -> bool:
    for place in consumer.assignment():
        high = consumer.highwater(place)
        if high is None or await consumer.position(place) < high:
            return False
    return True


def _raw(record: Record, names: dict[str, str]) -> Raw:
    headers: Iterator[tuple[str, bytes | None]] = ((name, value) for name, value in record.headers)
    return Raw(names[record.topic], record.partition, record.offset, record.key, tuple(headers), record.value)
