"""Records on the topic of people that no service has sent."""

import json
import uuid
from datetime import UTC, datetime

from aiokafka import AIOKafkaProducer

from mentormesh_contracts.topics import PEOPLE
from tests.journeys.support.network import Network


async def publish(network: Network, *records: tuple[str, bytes, list[tuple[str, bytes]]]) -> None:
    """Records on the topic of people: key, body and headers."""
    producer = AIOKafkaProducer(bootstrap_servers=network.settings.kafka_url, acks="all")
    await producer.start()
    try:
        for key, body, headers in records:
            await producer.send_and_wait(network.settings.topic(PEOPLE.name), body, key=key.encode(), headers=headers)
    finally:
        await producer.stop()


def event_headers(type: str, subject: str, sequence: int) -> list[tuple[str, bytes]]:
    """As any other service sends them."""
    told = {
        "ce_id": str(uuid.uuid4()),
        "ce_type": type,
        "ce_source": "/mentormesh/profile",
        "ce_specversion": "1.0",
        "ce_time": datetime.now(UTC).isoformat(),
        "ce_subject": subject,
        "ce_sequence": str(sequence),
        "ce_correlationid": "a-test",
    }
    return [(name, value.encode()) for name, value in told.items()]


def person_body(organisation_id: str, id: str) -> bytes:
    """The least that a person's event tells."""
    now = datetime.now(UTC).isoformat()
    person = {"id": id, "organisation_id": organisation_id, "registered_at": now, "changed_at": now}
    return json.dumps({"changed": ["zone"], "after": person}).encode()
