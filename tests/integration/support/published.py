"""What is on a topic."""

import asyncio

from aiokafka import AIOKafkaConsumer

from mentormesh_contracts import Received, decode
from services.chassis.settings import Settings
from tests.integration.support.waiting import LONG_ENOUGH


async def published(settings: Settings, topic: str, at_least: int, about: str | None = None) -> list[Received]:
    """The events on a topic, or those about one aggregate, read until there are so many and then a little longer."""
    async with (
        AIOKafkaConsumer(
            settings.topic(topic), bootstrap_servers=settings.kafka_url, auto_offset_reset="earliest", group_id=None
        ) as consumer,
        asyncio.timeout(LONG_ENOUGH),
    ):
        found = await _read(consumer, about)
        while len(found) < at_least:
            found += await _read(consumer, about)
        return found + await _read(consumer, about)


async def _read(consumer: AIOKafkaConsumer, about: str | None) -> list[Received]:
    batches = (await consumer.getmany(timeout_ms=300)).values()
    read = [decode(record.headers, record.value) for records in batches for record in records]
    return [each for each in read if about is None or each.envelope.subject == about]
