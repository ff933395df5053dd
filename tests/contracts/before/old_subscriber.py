"""A subscriber with the contracts of before, which knows nothing of later types: says what it reads, a line each.

Run with the old package first on the path: `PYTHONPATH=mentormesh-contracts.zip python old_subscriber.py BROKER TOPIC`.
"""

import asyncio
import json
import sys

from aiokafka import AIOKafkaConsumer

import mentormesh_contracts
from mentormesh_contracts import decode


async def listen(broker: str, topic: str) -> None:
    """For ever."""
    async with AIOKafkaConsumer(topic, bootstrap_servers=broker, auto_offset_reset="earliest") as consumer:
        async for record in consumer:
            received = decode(record.headers, record.value)
            event = received.event
            told = {
                "type": received.envelope.type,
                "sequence": received.envelope.sequence,
                "event": type(event).__name__ if event else None,
                "previous_start": str(event.model_dump(mode="json").get("previous_start")) if event else None,
            }
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    assert ".zip" in mentormesh_contracts.__file__, mentormesh_contracts.__file__
    asyncio.run(listen(*sys.argv[1:]))
