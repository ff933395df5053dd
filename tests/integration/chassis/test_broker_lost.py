"""A broker that forgets everything, in the middle of work: the topics are filled again, and nothing is lost."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from bson import Timestamp

from deploy.local import Servers, start_servers
from services.chassis.kafka.topics import inspect_topics, open_admin
from services.chassis.mongo.driver import Document, close, connect
from services.chassis.relay.by_hand import NobodyPublishes, count_kept, refill
from services.chassis.relay.notes import Notes
from services.chassis.relay.refill import publish_again
from services.chassis.relay.relay import Relay
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import SCORES, assert_exact
from tests.integration.chassis.toy import TOY
from tests.integration.support.installation import install
from tests.integration.support.office import Office
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

PEOPLE = [f"person-{number}" for number in range(20)]


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    """A broker and a database of this test's own."""
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.fixture
async def alone(own_servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation on them."""
    return await install(own_servers, fresh_names, batch_size=50, revocation_bound_seconds=1)


async def count_all(office: Office, told: dict[str, int], rounds: int) -> None:
    """Everybody is counted so many times, through every replica."""
    for number in range(rounds):
        answers = await asyncio.gather(
            *(office.post(f"/v1/tallies/{id}/count", "org", {}, replica=number % 2) for id in PEOPLE)
        )
        assert {answer.status_code for answer in answers} == {200}
        for id in PEOPLE:
            told[id] = told.get(id, 0) + 1


async def are_right(settings: Settings) -> bool:
    """Whether all topics are there with their partitions."""
    return all(state.is_right for state in await inspect_topics(settings))


async def test_a_forgetful_broker_is_killed_while_commands_come_in(own_servers: Servers, alone: Settings) -> None:
    told: dict[str, int] = {}
    async with Office.opened(TOY, alone, replicas=2) as office:
        await count_all(office, told, rounds=10)
        counting = asyncio.create_task(count_all(office, told, rounds=60))
        await eventually(lambda: _has(told, 15))
        own_servers.kafka.kill()
        await eventually(lambda: _has(told, 25))

        await asyncio.to_thread(own_servers.kafka.restart)

        await counting
        await eventually(lambda: are_right(alone))
        await assert_exact(office.runtime.database, alone, told)


async def _has(told: dict[str, int], number: int) -> bool:
    return told.get(PEOPLE[0], 0) >= number


async def test_a_broker_that_was_lost_while_nobody_was_there(own_servers: Servers, alone: Settings) -> None:
    told: dict[str, int] = {}
    async with Office.opened(TOY, alone, replicas=2) as office:
        await count_all(office, told, rounds=10)
        await eventually(lambda: is_published(office))
    await asyncio.to_thread(own_servers.kafka.kill)
    await asyncio.to_thread(own_servers.kafka.restart)
    async with Office.opened(TOY, alone, replicas=2) as office:
        await count_all(office, told, rounds=5)
        await assert_exact(office.runtime.database, alone, told)


async def is_published(office: Office) -> bool:
    return await office.runtime.database["outbox"].count_documents({"pending": True}) == 0


class Sleeper:
    """A publisher whose process sleeps when the broker has acknowledged, while something happens."""

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._meanwhile = meanwhile

    async def publish(self, rows: list[Document]) -> tuple[list[str], None]:
        await self._meanwhile()
        return [row["_id"] for row in rows], None


async def test_whoever_sleeps_through_a_refill_does_not_take_its_events_for_published(own: Settings) -> None:
    client = connect(own)
    database = client[own.database("feedback")]
    outbox, notes = database["outbox"], Notes(database)
    await outbox.insert_one(
        {"_id": "1", "lane": 0, "stamp": Timestamp(0, 0), "pending": True, "topic": SCORES, "body": b""}
    )

    async def refilled() -> None:
        await publish_again(outbox, [SCORES], 1)
        await notes.begin_anew(await notes.read(), 0)

    sleeper: Any = Sleeper(refilled)
    await Relay("feedback", database, sleeper, asyncio.Event()).sweep()
    left = await outbox.find_one({"_id": "1"})
    await notes.keep(0, {(SCORES, 1): 500})
    ends = (await notes.read()).ends
    await close(client)
    assert left is not None
    assert left["pending"]
    assert ends == {}


async def test_topics_are_filled_again_by_hand(own: Settings) -> None:
    told: dict[str, int] = {}
    steps: list[tuple[int, int]] = []
    async with Office.opened(TOY, own, replicas=2) as office:
        await count_all(office, told, rounds=3)
        await eventually(lambda: is_published(office))
        assert await count_kept(own, "feedback", [SCORES]) == {SCORES: 3 * len(PEOPLE)}

        assert await refill(own, "feedback", [SCORES], lambda done, all: steps.append((done, all))) == 3 * len(PEOPLE)

        assert steps[-1] == (3 * len(PEOPLE), 3 * len(PEOPLE))
        assert len(await published(own, SCORES, 6 * len(PEOPLE))) == 6 * len(PEOPLE)
        await assert_exact(office.runtime.database, own, told)


async def test_a_refill_that_nobody_carries_out_is_given_up(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.chassis.relay.by_hand.PATIENCE", 0.5)
    with pytest.raises(NobodyPublishes, match="does `mentormesh serve feedback` run"):
        await refill(own, "feedback", [SCORES], lambda done, all: None)
    client = connect(own)
    wanted = (await Notes(client[own.database("feedback")]).read()).wanted
    await close(client)
    assert wanted is None


async def test_nobody_makes_a_topic_by_asking_for_it(own: Settings) -> None:
    async with AIOKafkaProducer(bootstrap_servers=own.kafka_url, request_timeout_ms=1000) as producer:
        with pytest.raises(KafkaError):
            await producer.partitions_for("never-made")
    admin = await open_admin(own)
    topics = await admin.list_topics()
    await admin.close()
    assert "never-made" not in topics
