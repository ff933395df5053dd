"""kill -9 of a broker that keeps its data, in the middle of load: nothing lost, nothing doubled, order kept."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from deploy.local import Servers, start_servers
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import assert_exact, total
from tests.integration.chassis.people import Crowd
from tests.integration.chassis.toy import TOY
from tests.integration.support.installation import install
from tests.integration.support.office import Office
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.apache
PEOPLE = [f"person-{number}" for number in range(30)]
HURRIED = [f"hurried-{number}" for number in range(10)]
PLACES = list(enumerate(HURRIED))
SCORES = "mentormesh.feedback.v1"


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    """A broker and a database of this test's own."""
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.fixture
async def alone(own_servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation on them."""
    return await install(own_servers, fresh_names, batch_size=50, revocation_bound_seconds=1)


class Counting:
    """Commands without a pause, one after another for each tally."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._over = asyncio.Event()
        self.told = dict.fromkeys(HURRIED, 0)

    async def run(self) -> None:
        """Until it is to stop."""
        while not self._over.is_set():
            turn = (self._office.post(f"/v1/tallies/{id}/count", "org", {}, replica=place % 2) for place, id in PLACES)
            answers = await asyncio.gather(*turn)
            assert {answer.status_code for answer in answers} == {200}
            self.told = {id: count + 1 for id, count in self.told.items()}

    def stop(self) -> None:
        """This turn is the last one."""
        self._over.set()


async def test_events_and_commands_while_the_broker_is_killed_twice(own_servers: Servers, alone: Settings) -> None:
    async with Office.opened(TOY, alone, replicas=2) as office, Crowd.opened(alone, PEOPLE) as crowd:
        counting = Counting(office)
        at_work = asyncio.create_task(counting.run())
        for _ in range(2):
            before = await total(office.runtime.database)
            telling = asyncio.create_task(crowd.tell(rounds=30))
            await _grown(office, before + 100)
            own_servers.kafka.kill()
            await eventually(lambda: _something_waits(office))
            await asyncio.to_thread(own_servers.kafka.restart)
            await telling
        counting.stop()
        await at_work
        await assert_exact(office.runtime.database, alone, {**crowd.told, **counting.told})


async def _grown(office: Office, number: int) -> None:
    """Wait until so much is counted."""

    async def enough() -> bool:
        return await total(office.runtime.database) >= number

    await eventually(enough)


async def _something_waits(office: Office) -> bool:
    """Whether the outbox has what only the broker could take."""
    return await office.runtime.database["outbox"].count_documents({"pending": True}) > 0


async def test_what_was_read_before_the_kill_is_not_read_again(own_servers: Servers, alone: Settings) -> None:
    """Offsets are kept as well: each event is told once, though nothing here would notice a repeat."""
    async with Office.opened(TOY, alone) as office, Crowd.opened(alone, PEOPLE) as crowd:
        await crowd.tell(rounds=5)
        await assert_exact(office.runtime.database, alone, crowd.told)
    committed = await _committed(alone)
    own_servers.kafka.kill()
    await asyncio.to_thread(own_servers.kafka.restart)
    assert committed
    # While it still loads what was committed it says that there is nothing.
    await eventually(lambda: _are_committed(alone, committed))
    told = await published(alone, SCORES, at_least=sum(crowd.told.values()))
    assert len(told) == sum(crowd.told.values())


async def _are_committed(settings: Settings, offsets: dict[TopicPartition, int]) -> bool:
    return await _committed(settings) == offsets


async def _committed(settings: Settings) -> dict[TopicPartition, int]:
    topic = settings.topic("mentormesh.people.v1")
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.kafka_url, group_id=settings.group(TOY.name))
    async with consumer:
        places = [TopicPartition(topic, number) for number in range(16)]
        offsets = {place: await consumer.committed(place) for place in places}
        return {place: offset for place, offset in offsets.items() if offset is not None}


async def test_an_idempotent_producer_repeats_nothing_through_a_kill(own_servers: Servers, alone: Settings) -> None:
    topic = alone.topic(SCORES)
    async with AIOKafkaProducer(bootstrap_servers=own_servers.kafka_url, enable_idempotence=True) as producer:
        sending = [await producer.send(topic, str(number).encode(), b"key", partition=0) for number in range(500)]
        await sending[0]
        own_servers.kafka.kill()
        sending += [
            await producer.send(topic, str(number).encode(), b"key", partition=0) for number in range(500, 1000)
        ]
        await asyncio.to_thread(own_servers.kafka.restart)
        records = await asyncio.gather(*sending)
    assert [record.offset for record in records] == list(range(1000))
    async with AIOKafkaConsumer(topic, bootstrap_servers=own_servers.kafka_url, auto_offset_reset="earliest") as reader:
        assert [int((await reader.getone()).value) for _ in range(1000)] == list(range(1000))
        assert (await reader.end_offsets([TopicPartition(topic, 0)]))[TopicPartition(topic, 0)] == 1000
