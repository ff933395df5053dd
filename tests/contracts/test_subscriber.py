"""The promise to a subscriber: one small package, and typed events in ten lines."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from deploy.local import Servers
from mentormesh_contracts import TOPIC_OF, Event
from mentormesh_contracts.mentorships import MentorshipProposed, MentorshipStarted
from tests.contracts.instances import envelope_of
from tests.fresh_names import FreshNames

ROOT = Path(__file__).parents[2]
UV = ROOT / ".venv" / "bin" / "uv"
SUBSCRIBER = ROOT / "examples" / "subscriber.py"
PACKAGES = [str(ROOT / "contracts"), f"aiokafka=={version('aiokafka')}", f"pydantic=={version('pydantic')}"]
TOPIC = TOPIC_OF[MentorshipStarted]

pytestmark = pytest.mark.integration


def uv(*arguments: str) -> str:
    """Run uv, from its cache alone if that is enough."""
    command = [str(UV), *arguments]
    done = subprocess.run([*command, "--offline"], capture_output=True, text=True, check=False)
    if done.returncode:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the contracts, a Kafka client, and nothing else."""
    if not UV.exists():
        pytest.skip("uv is not in .venv: make install")
    environment = tmp_path_factory.mktemp("subscriber") / "venv"
    uv("venv", "--quiet", "--python", str(ROOT / ".venv" / "bin" / "python"), str(environment))
    python = environment / "bin" / "python"
    fresh = ("--reinstall-package", "mentormesh-contracts")
    uv("pip", "install", "--quiet", *fresh, "--python", str(python), *PACKAGES)
    return python


def about(mentorship_id: str, event: type[Event]) -> Event:
    return event.model_validate(
        {
            "after": {
                "id": mentorship_id,
                "programme_id": "g1",
                "kind": "formal",
                "origin": "cycle",
                "status": "active",
                "members": [
                    {"person_id": "p1", "organisation_id": "o1", "role": "mentor"},
                    {"person_id": "p2", "organisation_id": "o2", "role": "mentee"},
                ],
                "cadence_days": 21,
                "proposed_at": "2026-03-01T09:00:00Z",
                "started_at": "2026-03-02T09:00:00Z",
            }
        }
    )


async def create_topic(bootstrap: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(TOPIC.name, TOPIC.partitions, 1, topic_configs=TOPIC.configuration)])
    except TopicAlreadyExistsError:
        pass
    finally:
        await admin.close()


async def publish(bootstrap: str, *events: Event) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all") as producer:
        for sequence, event in enumerate(events, start=1):
            headers = envelope_of(event, sequence=sequence).to_headers()
            body = event.model_dump_json().encode()
            await producer.send_and_wait(TOPIC.name, body, key=event.subject.encode(), headers=headers)


@pytest.fixture
def subscriber(python: Path, servers: Servers, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    asyncio.run(create_topic(servers.kafka_url))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), str(SUBSCRIBER), servers.kafka_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path) as process:
        yield process
        process.kill()


def test_the_environment_has_the_contracts_pydantic_and_a_kafka_client_alone(python: Path) -> None:
    found = {line.partition("==")[0] for line in uv("pip", "freeze", "--python", str(python)).splitlines()}
    named = {name.partition(" @ ")[0] for name in found}
    of_pydantic = {"pydantic", "pydantic-core", "annotated-types", "typing-extensions", "typing-inspection"}
    of_aiokafka = {"aiokafka", "async-timeout", "packaging"}
    assert named == {"mentormesh-contracts"} | of_pydantic | of_aiokafka


def test_a_subscriber_prints_the_mentorship_that_starts(
    subscriber: "subprocess.Popen[str]", servers: Servers, fresh_names: FreshNames
) -> None:
    mentorship = fresh_names.group("mentorship")
    events = [about(mentorship, kind) for kind in (MentorshipProposed, MentorshipStarted)]
    asyncio.run(publish(servers.kafka_url, *events))
    assert subscriber.stdout is not None
    lines = iter(subscriber.stdout.readline, "")
    found = next(line for line in lines if mentorship in line)
    assert found == f"2026-03-02 09:00:00+00:00: formal mentorship {mentorship} started\n"


def test_it_is_as_short_as_promised() -> None:
    lines = SUBSCRIBER.read_text(encoding="utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.startswith(("import", "from", '"""'))]
    assert len(code) <= 10
