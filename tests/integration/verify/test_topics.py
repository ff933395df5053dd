"""What is read from a broker is what was published, all of it and in its order."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from aiokafka import AIOKafkaProducer

from cli.verify.record import Raw
from cli.verify.topics import TopicsOutOfReach, read_topics
from deploy.local import Servers
from deploy.local.ports import free_port
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import load_settings
from tests.fresh_names import FreshNames
from tests.unit.cli.verify.network import network

Place = tuple[str, int]
Content = tuple[bytes | None, tuple[tuple[str, bytes | None], ...], bytes | None]


def by_partition(raws: Iterable[Raw]) -> dict[Place, list[Content]]:
    found: dict[Place, list[Content]] = defaultdict(list)
    for raw in raws:
        found[raw.topic, raw.partition].append((raw.key, raw.headers, raw.body))
    return found


async def publish(servers: Servers, names: FreshNames, raws: Iterable[Raw]) -> None:
    await create_topics(load_settings(kafka_url=servers.kafka_url, namespace=names.namespace))
    producer = AIOKafkaProducer(bootstrap_servers=servers.kafka_url, acks="all")
    await producer.start()
    try:
        for raw in raws:
            topic = names.topic(raw.topic)
            await producer.send(topic, raw.body, raw.key, partition=raw.partition, headers=list(raw.headers))
        await producer.flush()
    finally:
        await producer.stop()


async def test_everything_is_read_to_the_end(servers: Servers, fresh_names: FreshNames) -> None:
    told = network().raws
    await publish(servers, fresh_names, told)
    assert by_partition(await read_topics(servers.kafka_url, fresh_names.namespace)) == by_partition(told)


async def test_topics_may_be_empty(servers: Servers, fresh_names: FreshNames) -> None:
    await publish(servers, fresh_names, [])
    assert await read_topics(servers.kafka_url, fresh_names.namespace) == []


async def test_topics_that_are_not_there_are_named(servers: Servers, fresh_names: FreshNames) -> None:
    with pytest.raises(TopicsOutOfReach, match=r"has no topic .*mentormesh\.people\.v1"):
        await read_topics(servers.kafka_url, fresh_names.namespace)


async def test_a_broker_that_is_not_there_is_named() -> None:
    url = f"127.0.0.1:{free_port()}"
    with pytest.raises(TopicsOutOfReach, match=url):
        await read_topics(url, "")
