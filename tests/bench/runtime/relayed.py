"""The relay alone: rows in the outbox, writers idle, until every row is marked; then the order is read back."""

import asyncio
import time
from collections import defaultdict

from aiokafka import AIOKafkaConsumer
from bson import Timestamp

from mentormesh_contracts import Envelope
from services.chassis.mongo.driver import Client
from services.chassis.relay.publisher import Publisher
from services.chassis.relay.relay import Relay
from services.chassis.settings import Settings
from tests.bench.runtime.load import people


async def relayed(settings: Settings, client: Client, aggregates: int, events: int) -> tuple[float, bool]:
    """Rows a second with marks, and whether all arrived in the order of their aggregates."""
    database = client[settings.database("profile")]
    rows = people(aggregates, events, seed=7).timed
    for first in range(0, len(rows), 2000):
        part = [row | {"lane": 0, "stamp": Timestamp(0, 0), "pending": True} for row in rows[first : first + 2000]]
        await database["outbox"].insert_many(part)
    await database["outbox"].create_index(
        [("lane", 1), ("stamp", 1)], name="pending", partialFilterExpression={"pending": True}
    )
    publisher = Publisher(settings)
    await publisher.start()
    relay = Relay("profile", database, publisher, asyncio.Event())
    begun = time.perf_counter()
    while await relay.sweep():
        pass
    rate = events / (time.perf_counter() - begun)
    await publisher.stop()
    marked = await database["outbox"].count_documents({"pending": False})
    return rate, marked == events and await _in_order(settings, rows[0]["topic"], events)


async def _in_order(settings: Settings, topic: str, events: int) -> bool:
    consumer = AIOKafkaConsumer(
        settings.topic(topic), bootstrap_servers=settings.kafka_url, auto_offset_reset="earliest", group_id=None
    )
    await consumer.start()
    sequences: dict[bytes, list[int]] = defaultdict(list)
    read = 0
    try:
        async with asyncio.timeout(120):
            while read < events:
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    for record in records:
                        sequences[record.key].append(Envelope.from_headers(record.headers).sequence)
                    read += len(records)
    finally:
        await consumer.stop()
    return read == events and all(numbers == sorted(numbers) for numbers in sequences.values())
