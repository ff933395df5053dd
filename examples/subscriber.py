"""Prints each mentorship that starts: `python subscriber.py HOST:PORT`. Needs mentormesh-contracts and aiokafka."""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer

from mentormesh_contracts import TOPIC_OF, decode
from mentormesh_contracts.mentorships import MentorshipStarted


async def main(bootstrap: str) -> None:
    topic = TOPIC_OF[MentorshipStarted].name
    async with AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest") as records:
        async for record in records:
            event = decode(record.headers, record.value).event
            if isinstance(event, MentorshipStarted):
                print(f"{event.after.started_at}: {event.after.kind} mentorship {event.after.id} started", flush=True)


asyncio.run(main(sys.argv[1]))
