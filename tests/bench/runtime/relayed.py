"""The relay alone, as `serve` wires it: rows in the outbox, writers idle, until every row is marked.

Then the order is read back from the topic.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from aiokafka import AIOKafkaConsumer
from bson import Timestamp

from mentormesh_contracts import Envelope
from services.chassis.garbage import spare_the_long_lived
from services.chassis.mongo.driver import Collection, Document, close
from services.chassis.mongo.indexes import create_indexes
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from services.profile.app import SERVICE as PROFILE
from tests.bench.processor import Stopwatch
from tests.bench.results import Figures
from tests.bench.runtime.facts import NOW
from tests.bench.runtime.load import people
from tests.bench.runtime.run import ROUNDS, Run

INSERTED = 2000


async def relayed(run: Run) -> Figures:
    """Rows a second with marks, whether all arrived in the order of their aggregates, and the processors' seconds."""
    settings = await run.settings("relay")
    runtime = Runtime(PROFILE, settings)
    await create_indexes(runtime.database, settings, PROFILE.all_kinds, PROFILE.indexes)
    await runtime.publisher.start()
    rows = people(run.aggregates, run.events * ROUNDS, seed=7).timed
    rates, seconds = [], []
    for number in range(ROUNDS):
        run.say(f"relay, round {number + 1} of {ROUNDS}")
        await _wait_in(runtime.database["outbox"], rows[number * run.events : (number + 1) * run.events])
        cpu = Stopwatch(run.with_this("relay"))
        rates.append(run.events / await _swept(runtime))
        seconds.append(cpu.seconds())
    marked = await runtime.database["outbox"].count_documents({"pending": False})
    await runtime.publisher.stop()
    await close(runtime.client)
    in_order = marked == len(rows) and await _in_order(settings, rows[0]["topic"], len(rows))
    middle = rates.index(median(rates))
    return {
        "relay_per_s": round(rates[middle]),
        "relay_in_order": in_order,
        "relay_cpu_s": seconds[middle],
        "relay_rounds": [round(rate) for rate in rates],
    }


async def _wait_in(outbox: Collection, rows: Sequence[Document]) -> None:
    """As the writer leaves them there."""
    spare: Document = {"lane": 0, "stamp": Timestamp(0, 0), "pending": True, "created_at": NOW}
    for first in range(0, len(rows), INSERTED):
        await outbox.insert_many([row | spare for row in rows[first : first + INSERTED]])
    # What inserting has put off is no part of what is measured.
    await asyncio.sleep(1)


async def _swept(runtime: Runtime) -> float:
    spare_the_long_lived()
    begun = time.perf_counter()
    while await runtime.relay.sweep():
        pass
    return time.perf_counter() - begun


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
