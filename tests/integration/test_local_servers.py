"""The embedded servers themselves: they start, answer, are ours, survive kill -9, and leave nothing behind."""

import socket
from pathlib import Path
from typing import Any

import pytest
import redis
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pymongo import MongoClient

from deploy.local import ServerDidNotStart, Servers, start_servers
from deploy.local.mongo import MongoServer
from deploy.local.ports import free_port, is_taken, listens
from deploy.local.server import LocalServer
from tests.fresh_names import FreshNames
from tests.integration.support.waiting import eventually

Document = dict[str, Any]
EMBEDDED = ("kafka", "mongo", "valkey")


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2].partition("/")[0])


async def create(kafka_url: str, topic: str) -> None:
    """A topic, once the broker knows it."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_url)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(topic, 1, 1)])
        await eventually(lambda: has_topic(admin, topic))
    finally:
        await admin.close()


async def has_topic(admin: AIOKafkaAdminClient, topic: str) -> bool:
    return topic in await admin.list_topics()


async def topics_of(kafka_url: str) -> list[str]:
    """All topics but the broker's own."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_url)
    await admin.start()
    try:
        return [topic for topic in await admin.list_topics() if not topic.startswith("__")]
    finally:
        await admin.close()


async def test_kafka_keeps_a_record_for_who_asks(servers: Servers, fresh_names: FreshNames) -> None:
    topic = fresh_names.topic("records")
    await create(servers.kafka_url, topic)
    async with AIOKafkaProducer(bootstrap_servers=servers.kafka_url, acks="all") as producer:
        await producer.send_and_wait(topic, b"hello", key=b"k", headers=[("ce_type", b"greeting")])
    async with AIOKafkaConsumer(topic, bootstrap_servers=servers.kafka_url, auto_offset_reset="earliest") as consumer:
        record = await consumer.getone()
    assert (record.key, record.value, record.headers) == (b"k", b"hello", (("ce_type", b"greeting"),))


def test_mongo_has_transactions(servers: Servers, fresh_names: FreshNames) -> None:
    with MongoClient[Document](servers.mongo_url) as client, client.start_session() as session:
        people = client[fresh_names.database("profile")]["people"]
        people.insert_one({"_id": 0})
        with session.start_transaction():
            people.insert_one({"_id": 1}, session=session)
            session.abort_transaction()
        assert people.count_documents({}) == 1


def test_valkey_counts(servers: Servers, fresh_names: FreshNames) -> None:
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.incrby(fresh_names.namespace, 3) == 3


def test_who_answers_is_who_was_started(own_directory: Path) -> None:
    with start_servers(own_directory) as started:
        for name, url in zip(EMBEDDED, (started.kafka_url, started.mongo_url, started.redis_url), strict=True):
            running: LocalServer = getattr(started, name)
            assert running.pid
            assert listens(running.pid, port_of(url))


def test_nothing_is_left_over(own_directory: Path) -> None:
    with start_servers(own_directory) as started:
        running: list[LocalServer] = [getattr(started, name) for name in EMBEDDED]
        pids = [one.pid for one in running]
    assert not any(is_taken(one.port) for one in running)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.usefixtures("no_given_servers")
def test_mongo_keeps_what_it_acknowledged_through_kill_9(tmp_path: Path) -> None:
    with (
        start_servers(tmp_path, kafka=False, valkey=False) as started,
        MongoClient[Document](started.mongo_url) as client,
    ):
        client["kept"]["people"].insert_many([{"_id": number} for number in range(100)])
        killed = started.mongo.pid
        started.mongo.kill()
        started.mongo.restart()
        assert started.mongo.pid != killed
        assert client["kept"]["people"].count_documents({}) == 100


@pytest.mark.usefixtures("no_given_servers")
@pytest.mark.parametrize("moves", [False, True])
def test_a_run_that_keeps_finds_the_last_run_s_data_on_whatever_port(tmp_path: Path, moves: bool) -> None:
    with start_servers(tmp_path, kafka=False, valkey=False) as first, MongoClient[Document](first.mongo_url) as client:
        client["kept"]["people"].insert_one({"_id": 1})
    if moves:
        (tmp_path / "mongo-data" / "port").unlink()
    with (
        start_servers(tmp_path, kafka=False, valkey=False, keep=True) as second,
        MongoClient[Document](second.mongo_url) as client,
    ):
        assert (second.mongo_url != first.mongo_url) is moves
        assert client["kept"]["people"].count_documents({}) == 1


@pytest.mark.usefixtures("no_given_servers")
def test_a_run_that_does_not_keep_begins_empty(tmp_path: Path) -> None:
    for _ in range(2):
        with start_servers(tmp_path, kafka=False, valkey=False) as run, MongoClient[Document](run.mongo_url) as client:
            assert client["kept"]["people"].count_documents({}) == 0
            client["kept"]["people"].insert_one({"_id": 1})


@pytest.mark.usefixtures("no_given_servers")
async def test_the_broker_comes_back_on_its_port_with_what_it_keeps(tmp_path: Path) -> None:
    with start_servers(tmp_path, mongo=False, valkey=False) as started:
        url = started.kafka_url
        await create(url, "kept")
        started.kafka.kill()
        assert is_taken(port_of(url)) is False
        started.kafka.restart()
        assert started.kafka_url == url
        assert await topics_of(url) == (["kept"] if started.kafka.keeps_records else [])


@pytest.mark.apache
@pytest.mark.usefixtures("no_given_servers")
@pytest.mark.parametrize("moves", [False, True])
async def test_a_run_that_keeps_finds_the_last_run_s_topics_on_whatever_port(tmp_path: Path, moves: bool) -> None:
    with start_servers(tmp_path, mongo=False, valkey=False) as first:
        await create(first.kafka_url, "kept")
    if moves:
        (tmp_path / "kafka-data" / "port").unlink()
    with start_servers(tmp_path, mongo=False, valkey=False, keep=True) as second:
        assert (second.kafka_url != first.kafka_url) is moves
        assert await topics_of(second.kafka_url) == ["kept"]


@pytest.mark.usefixtures("no_given_servers")
def test_a_port_that_is_stolen_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as thief:
        stolen = thief.getsockname()[1]
        offers = iter([stolen, stolen])
        monkeypatch.setattr("deploy.local.server.free_port", lambda: next(offers, None) or free_port())
        with start_servers(tmp_path, mongo=False, kafka=False) as started:
            assert port_of(started.redis_url) != stolen


@pytest.mark.apache
@pytest.mark.usefixtures("no_given_servers")
def test_both_ports_of_apache_kafka_may_be_stolen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as thief:
        stolen = thief.getsockname()[1]
        offers, others = iter([stolen]), iter([free_port(), stolen])
        monkeypatch.setattr("deploy.local.server.free_port", lambda: next(offers, None) or free_port())
        monkeypatch.setattr("deploy.local.apache.server.free_port", lambda: next(others, None) or free_port())
        with start_servers(tmp_path, mongo=False, valkey=False) as started:
            assert stolen not in started.kafka.ports


@pytest.mark.usefixtures("no_given_servers")
def test_a_server_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.local.mongo.CACHE_GB", "plenty")
    with pytest.raises(ServerDidNotStart, match=r"^mongo did not start \(`.*mongod .*`\): .*--help"):
        MongoServer(tmp_path).start()
