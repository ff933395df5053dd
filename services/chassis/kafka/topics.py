"""Creates topics from the contracts' table, and checks that they are as the table says."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.conn import create_conn
from aiokafka.errors import AuthenticationFailedError, KafkaError

from mentormesh_contracts import TOPICS, Topic
from services.chassis.settings import Settings

PATIENCE = 10.0
TOPIC_EXISTS = 36
SAFE_FROM = 2
"""With more copies than that a record counts as kept when two have it, and one broker may be away."""


class BrokerAway(Exception):
    """No Kafka broker answers; the message names the address that was tried."""


class BrokerRefuses(BrokerAway):
    """A broker answers, and does not let us in; the message names the address and never the password."""


class TopicsWrong(Exception):
    """Topics are missing or have other partitions than the table says; the message names them."""


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic of the table, and how many partitions it has on the broker (0: it does not exist)."""

    topic: Topic
    name: str
    partitions: int

    @property
    def is_right(self) -> bool:
        """Whether the broker agrees with the table."""
        return self.partitions == self.topic.partitions


async def open_admin(settings: Settings) -> AIOKafkaAdminClient:
    """An admin client. Raises BrokerAway or BrokerRefuses."""
    admin = AIOKafkaAdminClient(
        bootstrap_servers=settings.kafka_url, request_timeout_ms=15_000, **settings.kafka_options()
    )
    try:
        await asyncio.wait_for(admin.start(), PATIENCE)
    except (KafkaError, TimeoutError, OSError) as error:
        await admin.close()
        if await _is_refused(settings):
            who = f"the user {settings.kafka_sasl_username!r} or the password"
            raise BrokerRefuses(f"the Kafka broker at {settings.kafka_url} refuses {who}") from error
        raise BrokerAway(f"no Kafka broker answers at {settings.kafka_url} ({type(error).__name__})") from error
    return admin


async def _is_refused(settings: Settings) -> bool:
    """Whether it is the password: the client tries one broker after another, and forgets why each failed."""
    if not settings.kafka_security_protocol.startswith("SASL"):
        return False
    host, _, port = settings.kafka_url.partition(",")[0].strip().rpartition(":")
    try:
        connection = await create_conn(host, int(port), request_timeout_ms=5_000, **settings.kafka_options())
    except AuthenticationFailedError:
        return True
    except (KafkaError, TimeoutError, OSError):
        return False
    connection.close()
    return False


async def create_topics(settings: Settings, replicas: int = 1, topics: Iterable[Topic] = TOPICS) -> list[str]:
    """Create what is missing; gives the names of those created. Safe to run twice. Raises BrokerAway, TopicsWrong."""
    admin = await open_admin(settings)
    try:
        existing = set(await admin.list_topics())
        missing = [topic for topic in topics if settings.topic(topic.name) not in existing]
        safely = {"min.insync.replicas": "2"} if replicas > SAFE_FROM else {}
        new = [
            NewTopic(settings.topic(topic.name), topic.partitions, replicas, topic_configs=topic.configuration | safely)
            for topic in missing
        ]
        if new:
            answer = await admin.create_topics(new)
            _check(answer.topic_errors)
            await _until_known(admin, {topic.name for topic in new})
    finally:
        await admin.close()
    return [topic.name for topic in new]


def _check(errors: Iterable[tuple[object, ...]]) -> None:
    failed = [f"{error[0]} (error {error[1]})" for error in errors if error[1] not in (0, TOPIC_EXISTS)]
    if failed:
        raise TopicsWrong("the broker did not create " + ", ".join(failed))


async def _until_known(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """Apache Kafka answers before it knows them itself: whoever asked it at once would be told that there are none."""
    deadline = time.monotonic() + PATIENCE
    while missing := names.difference(await admin.list_topics()):
        if time.monotonic() > deadline:
            raise TopicsWrong(f"the broker has created {', '.join(sorted(missing))}, and still does not know of them")
        await asyncio.sleep(0.05)


async def inspect_topics(settings: Settings, topics: Iterable[Topic] = TOPICS) -> list[TopicState]:
    """How the topics of the table are on the broker. Raises BrokerAway."""
    admin = await open_admin(settings)
    try:
        wanted = {settings.topic(topic.name): topic for topic in topics}
        existing = set(await admin.list_topics()) & set(wanted)
        described = await admin.describe_topics(sorted(existing)) if existing else []
        partitions = {entry["topic"]: len(entry["partitions"]) for entry in described}
    finally:
        await admin.close()
    return [TopicState(topic, name, partitions.get(name, 0)) for name, topic in wanted.items()]


async def require_topics(settings: Settings, topics: Iterable[Topic] = TOPICS) -> None:
    """Make sure that topics are there and right before anything is published. Raises BrokerAway, TopicsWrong."""
    refuse_wrong(await inspect_topics(settings, topics))


def refuse_wrong(states: Iterable[TopicState]) -> None:
    """Raises TopicsWrong if one of them is not as the table says."""
    wrong = [state for state in states if not state.is_right]
    if wrong:
        found = ", ".join(
            f"{state.name}: {state.partitions} partitions, not {state.topic.partitions}" for state in wrong
        )
        raise TopicsWrong(f"{found}; create missing topics with `mentormesh topics create`")
