"""What a test reads from the raw collections and topics."""

import asyncio

from aiokafka import AIOKafkaConsumer

from mentormesh_contracts import Received, decode
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from tests.integration.chassis.toy import Tally


async def count_of(runtime: Runtime, id: str) -> int:
    """The count of a tally, 0 if there is none."""
    stored = await runtime.reader(NetworkScope("test")).get(Tally, id)
    return stored.state.count if stored else 0


async def published(settings: Settings, topic: str, at_least: int, seconds: float = 15) -> list[Received]:
    """Everything on a topic, read until there are so many and then a little longer."""
    consumer = AIOKafkaConsumer(
        settings.topic(topic), bootstrap_servers=settings.kafka_url, auto_offset_reset="earliest", group_id=None
    )
    await consumer.start()
    found: list[Received] = []
    try:
        async with asyncio.timeout(seconds):
            while len(found) < at_least:
                for records in (await consumer.getmany(timeout_ms=300)).values():
                    found += [decode(record.headers, record.value) for record in records]
        for records in (await consumer.getmany(timeout_ms=300)).values():
            found += [decode(record.headers, record.value) for record in records]
    finally:
        await consumer.stop()
    return found
