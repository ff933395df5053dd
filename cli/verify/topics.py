"""Reads every topic from its beginning to its end."""

import asyncio
from collections.abc import Iterator
from typing import Any, TypeAlias

from aiokafka import AIOKafkaConsumer, TopicPartition
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
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka_url, auto_offset_reset="earliest", enable_auto_commit=False)
    try:
        await asyncio.wait_for(consumer.start(), PATIENCE)
    except (KafkaError, TimeoutError, OSError) as error:
        await consumer.stop()
        raise TopicsOutOfReach(f"no Kafka broker answers at {kafka_url} ({type(error).__name__})") from error
    try:
        consumer.assign(await _partitions(consumer, names, kafka_url))
        return [_raw(record, names) for record in await _all(consumer)]
    finally:
        await consumer.stop()


async def _partitions(consumer: Any, names: dict[str, str], kafka_url: str) -> list[TopicPartition]:
    existing = await consumer.topics()
    missing = [name for name in names if name not in existing]
    if missing:
        raise TopicsOutOfReach(f"the broker at {kafka_url} has no topic {', '.join(missing)}")
    return [TopicPartition(name, number) for name in names for number in consumer.partitions_for_topic(name) or ()]


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
