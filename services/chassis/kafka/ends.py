"""Where the partitions of topics end, as the broker says."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from services.chassis.kafka.topics import PATIENCE, BrokerAway, TopicState
from services.chassis.settings import Settings

Ends = dict[tuple[str, int], int]
"""By topic, as the contracts name it, and partition."""


async def end_offsets(settings: Settings, states: Sequence[TopicState]) -> Ends:
    """The end of every partition of topics that are there. Raises BrokerAway.

    Some brokers say too little: the base of the last batch and one. That is never before any batch's base.
    """
    names = {state.name: state.topic.name for state in states}
    places = [TopicPartition(state.name, number) for state in states for number in range(state.partitions)]
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka_url, group_id=None, request_timeout_ms=10_000, **settings.kafka_options()
    )
    try:
        await asyncio.wait_for(consumer.start(), PATIENCE)
        found = await asyncio.wait_for(consumer.end_offsets(places), PATIENCE) if places else {}
    except (KafkaError, TimeoutError, OSError) as error:
        raise BrokerAway(f"no Kafka broker answers at {settings.kafka_url} ({type(error).__name__})") from error
    finally:
        await consumer.stop()
    return {(names[place.topic], place.partition): end for place, end in found.items()}
