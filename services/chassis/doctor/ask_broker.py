"""What a broker tells of the topics, and of how far each service has come."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from mentormesh_contracts import TOPICS
from services.chassis.doctor.on_broker import BrokerFacts, TopicFacts
from services.chassis.kafka.ends import Ends, end_offsets
from services.chassis.kafka.topics import TopicState, open_admin
from services.chassis.service import Service
from services.chassis.settings import Settings


async def ask_broker(settings: Settings) -> BrokerFacts:
    """The topics of the table. Raises BrokerAway."""
    admin = await open_admin(settings)
    try:
        names = {settings.topic(topic.name): topic for topic in TOPICS}
        existing = sorted(set(await admin.list_topics()) & names.keys())
        described = {each["topic"]: each["partitions"] for each in await _described(admin, existing)}
        configured = await _configured(admin, existing)
        brokers = len((await admin.describe_cluster())["brokers"])
    finally:
        await admin.close()
    topics = (
        TopicFacts(
            topic,
            name,
            len(partitions := described.get(name, [])),
            _fewest(partitions, "replicas"),
            _fewest(partitions, "isr"),
            configured.get(name, {}),
        )
        for name, topic in names.items()
    )
    return BrokerFacts(brokers, tuple(topics))


async def _described(admin: AIOKafkaAdminClient, names: Sequence[str]) -> list[dict[str, Any]]:
    return list(await admin.describe_topics(names)) if names else []


def _fewest(partitions: Sequence[Mapping[str, Any]], what: str) -> int:
    return min((len(each[what]) for each in partitions), default=0)


async def _configured(admin: AIOKafkaAdminClient, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """Nothing from a broker that does not answer such a question."""
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    try:
        answers = await admin.describe_configs(resources) if resources else []
    except KafkaError:
        return {}
    # error code, message, kind, name, entries; each entry begins with its name and its value
    told = (resource for answer in answers for resource in answer.resources)
    return {name: {entry[0]: entry[1] for entry in entries} for _, _, _, name, entries in told}


async def ask_how_far(settings: Settings, services: Sequence[Service], facts: BrokerFacts) -> dict[str, dict[str, int]]:
    """Of each service the events by topic that it has not committed. Raises BrokerAway or KafkaError."""
    states = [TopicState(topic.topic, topic.name, topic.partitions) for topic in facts.topics if topic.partitions]
    ends = await end_offsets(settings, states)
    admin = await open_admin(settings)
    try:
        return {service.name: await _behind(admin, settings, service, ends) for service in services}
    finally:
        await admin.close()


async def _behind(admin: AIOKafkaAdminClient, settings: Settings, service: Service, ends: Ends) -> dict[str, int]:
    places = {TopicPartition(settings.topic(topic), number): topic for topic, number in ends}
    own = {place: topic for place, topic in places.items() if topic in service.listens_to}
    committed = await admin.list_consumer_group_offsets(settings.group(service.name), partitions=list(own))
    behind = dict.fromkeys(service.listens_to, 0)
    for place, topic in own.items():
        read = committed[place].offset if place in committed else -1
        behind[topic] += max(0, ends[topic, place.partition] - max(0, read))
    return behind
