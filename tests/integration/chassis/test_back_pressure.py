"""A slow database slows what comes in and fills no memory: who cannot wait comes back, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from aiokafka import AIOKafkaProducer

from deploy.local import Servers, start_servers
from mentormesh_contracts import Envelope
from services.chassis.identity import new_id
from services.chassis.mongo.driver import close, connect
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import assert_exact
from tests.integration.chassis.people import registered
from tests.integration.chassis.pressed import MIB, Pressed, Wish, pressed
from tests.integration.support.feed import PEOPLE
from tests.integration.support.installation import install
from tests.integration.support.office import problem
from tests.integration.support.waiting import eventually

QUEUE, BATCH = 40, 20
SMALL = {
    "MENTORMESH_QUEUE_SIZE": str(QUEUE),
    "MENTORMESH_BATCH_SIZE": str(BATCH),
    "MENTORMESH_BODIES_AT_ONCE_BYTES": str(16 * MIB),
    "MENTORMESH_FILE_LIMIT_BYTES": str(MIB),
}
RECORDS, RECORD_BYTES = 2500, 50_000
COMMANDS = 700
MOST_MORE = 80 * MIB
"""That the process may grow by. What waits is 119 MiB of records and 134 MiB of commands, and what it may hold is less
than a third: 16 MiB of bodies, 16 MiB as they came from the broker, and the same unpacked."""


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.2, 2.0])
async def test_with_every_answer_of_the_database_late_nothing_piles_up_and_nothing_is_lost(
    servers: Servers, own: Settings, tmp_path: Path, delay: float
) -> None:
    wishes = [Wish(f"tally-{number % 30}") for number in range(COMMANDS)]
    async with pressed(servers, own, tmp_path, **SMALL) as toy:
        await _warmed_up(toy)
        before = toy.memory
        toy.wire.delay(delay)
        async with _probed(toy):
            await _tell(own)
            answers = await asyncio.gather(*(toy.wish(wish) for wish in wishes))
        _beyond_the_queue_they_are_asked_to_come_back(answers)
        assert toy.seen.probes > 3
        assert toy.seen.not_live == 0
        assert toy.seen.most_waiting <= QUEUE + BATCH
        assert toy.seen.most_memory - before < MOST_MORE, f"{(toy.seen.most_memory - before) / MIB:.0f} MiB more"

        toy.wire.mend()
        await _all_fulfilled(toy, wishes)
        await _everything_happened_once(own, wishes)


async def _warmed_up(toy: Pressed) -> None:
    for _ in range(40):
        await toy.fulfilled(Wish("warm"))


async def _all_fulfilled(toy: Pressed, wishes: list[Wish]) -> None:
    hands = asyncio.Semaphore(QUEUE // 2)

    async def fulfil(wish: Wish) -> None:
        async with hands:
            await toy.fulfilled(wish)

    await asyncio.gather(*map(fulfil, wishes))


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    """A broker of this test's own, since it is paused."""
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.mark.slow
async def test_with_the_broker_away_events_wait_on_disk(
    own_servers: Servers, fresh_names: FreshNames, tmp_path: Path
) -> None:
    own = await install(own_servers, fresh_names)
    wishes = [Wish(f"tally-{number % 30}") for number in range(COMMANDS)]
    async with pressed(own_servers, own, tmp_path, **SMALL) as toy:
        await _warmed_up(toy)
        before = toy.memory
        own_servers.kafka.pause()
        await _all_fulfilled(toy, wishes)
        client = connect(own)
        outbox = client[own.database("feedback")]["outbox"]
        assert await outbox.count_documents({"pending": True}) >= COMMANDS
        assert toy.memory - before < MOST_MORE
        await close(client)
        own_servers.kafka.resume()
        await _everything_happened_once(own, wishes, records=0)


@asynccontextmanager
async def _probed(toy: Pressed) -> AsyncIterator[None]:
    probing = asyncio.create_task(toy.probe())
    try:
        yield
        assert not probing.done(), probing.exception()
    finally:
        probing.cancel()
        with suppress(asyncio.CancelledError):
            await probing


def _beyond_the_queue_they_are_asked_to_come_back(answers: list[httpx.Response]) -> None:
    refused = [answer for answer in answers if answer.status_code != httpx.codes.OK]
    assert len(refused) >= COMMANDS // 2
    assert {problem(answer) for answer in refused} == {(503, "busy")}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)


async def _tell(settings: Settings) -> None:
    """Thousands of people are registered, with much that no reader knows: it is carried along and not kept."""
    async with AIOKafkaProducer(bootstrap_servers=settings.kafka_url, acks="all") as producer:
        sent = []
        for number in range(RECORDS):
            event = registered(f"person-{number}")
            now = datetime.now(UTC)
            headers = Envelope(new_id(), event.TYPE, "/test", event.subject, now, 1, "test").to_headers()
            body = event.model_dump_json()[:-1] + f', "more": "{"x" * RECORD_BYTES}"}}'
            topic = settings.topic(PEOPLE)
            sent.append(await producer.send(topic, body.encode(), key=event.subject.encode(), headers=headers))
        await asyncio.gather(*sent)


async def _everything_happened_once(settings: Settings, wishes: list[Wish], records: int = RECORDS) -> None:
    told = {f"person-{number}": 1 for number in range(records)} | {"warm": 40}
    for wish in wishes:
        told[wish.tally] = told.get(wish.tally, 0) + 1
    client = connect(settings)
    database = client[settings.database("feedback")]

    async def all_are_counted() -> bool:
        return bool(await database["tallies"].count_documents({}) == len(told))

    await eventually(all_are_counted, 180)
    await assert_exact(database, settings, told)
    await close(client)
