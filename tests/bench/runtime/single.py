"""The usual way: a FastStream handler for each message, one transaction and one commit each, sixteen at once.

It makes the same decisions with the same deciders and keeps the same things: state, what was seen, outbox.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from pymongo.errors import DuplicateKeyError, PyMongoError

from mentormesh_contracts import decode
from services.chassis.clock import Clock
from services.chassis.identity import new_id
from services.chassis.mongo.documents import Stored, from_document, to_document
from services.chassis.mongo.driver import Client, Database, Session
from services.chassis.mongo.transaction import Conflict, PassingTrouble, meaning, transaction
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.deciding import Aggregate, Context, Deciding, Decision, Need
from tests.bench.runtime.load import Load
from tests.bench.runtime.publishing import publish

AT_ONCE = 16
Found = dict[tuple[type[Aggregate], str], Stored[Aggregate]]


async def single16(service: Service, settings: Settings, client: Client, load: Load) -> float:
    """Messages a second."""
    database = client[settings.database(service.name)]
    topic = settings.topic(load.topic)
    broker = KafkaBroker(settings.kafka_url, logger=None, apply_types=False, allow_auto_create_topics=False)
    times: list[float] = []
    clock = Clock()

    @broker.subscriber(
        topic,
        group_id=f"{settings.namespace}-single",
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.ACK,
        max_workers=AT_ONCE,
        session_timeout_ms=settings.kafka_session_timeout_ms,
        heartbeat_interval_ms=settings.kafka_heartbeat_ms,
        fetch_max_wait_ms=settings.kafka_fetch_wait_ms,
        decoder=_raw,
    )
    async def handle(record: Any) -> None:
        await _carry_out(service, client, database, clock, record)
        times.append(time.perf_counter())

    await publish(settings, load.timed)
    await broker.start()
    async with asyncio.timeout(300):
        while len(times) < len(load.timed):
            await asyncio.sleep(0.05)
    await broker.stop()
    # Sixteen consumers do not join in the same moment: the first quarter is warming up.
    warm = len(times) // 4
    return (len(times) - warm) / (times[-1] - times[warm])


async def _raw(message: KafkaMessage) -> Any:
    return message.raw_message


async def _carry_out(service: Service, client: Client, database: Database, clock: Clock, record: Any) -> None:
    received = decode(record.headers, record.value)
    event = received.event
    assert event is not None
    context = Context(now=clock.now(), new_id=new_id)
    while True:
        try:
            async with transaction(client) as session:
                await database["inbox"].insert_one({"_id": received.envelope.id}, session=session)
                deciding = service.all_reactions[type(event)](event, context)
                await _decide(deciding, database, session)
        except DuplicateKeyError:
            return
        except (Conflict, PassingTrouble):
            await asyncio.sleep(0.005)
        except PyMongoError as error:
            if not isinstance(meaning(error), Conflict | PassingTrouble):
                raise
        else:
            return


async def _decide(deciding: Deciding | Decision, database: Database, session: Session) -> None:
    found: Found = {}
    decision = deciding if isinstance(deciding, Decision) else await _run(deciding, database, session, found)
    for change in decision.changes:
        state = change.state
        before = found.get((type(state), state.id))
        version = before.version + 1 if before else 1
        document = to_document(Stored(state, version, version, before.sequence if before else 0, Clock().now()))
        await database[state.KIND].replace_one({"_id": state.id}, document, upsert=True, session=session)


async def _run(
    deciding: Deciding,
    database: Database,
    session: Session,
    found: Found,
) -> Decision:
    try:
        wanted = next(deciding)
        while True:
            wanted = deciding.send(await _load(wanted, database, session, found))
    except StopIteration as done:
        decision: Decision = done.value
        return decision


async def _load(
    wanted: Sequence[Need],
    database: Database,
    session: Session,
    found: Found,
) -> list[Aggregate | None]:
    states: list[Aggregate | None] = []
    for need in wanted:
        document = await database[need.kind.KIND].find_one({"_id": need.id}, session=session)
        if document is not None:
            found[need.kind, need.id] = from_document(need.kind, document)
        states.append(found[need.kind, need.id].state if document else None)
    return states
