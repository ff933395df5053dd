"""An old service, with the contracts of before: writes one event as they did.

`PYTHONPATH=mentormesh-contracts.zip python old_publisher.py BROKER TOPIC SEQUENCE EVENT`.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime

from aiokafka import AIOKafkaProducer

import mentormesh_contracts
from mentormesh_contracts import Envelope
from mentormesh_contracts.sessions import SessionRescheduled


async def publish(broker: str, topic: str, sequence: str, told: str) -> None:
    """One event."""
    event = SessionRescheduled.model_validate_json(told)
    envelope = Envelope("old", event.TYPE, "/old", event.subject, datetime.now(UTC), int(sequence), "old")
    async with AIOKafkaProducer(bootstrap_servers=broker, acks="all") as producer:
        body, key = event.model_dump_json().encode(), event.subject.encode()
        await producer.send_and_wait(topic, body, key=key, headers=envelope.to_headers())
    print(json.dumps({"type": event.TYPE}))


if __name__ == "__main__":
    assert ".zip" in mentormesh_contracts.__file__, mentormesh_contracts.__file__
    asyncio.run(publish(*sys.argv[1:]))
