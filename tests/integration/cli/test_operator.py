"""What an operator does with it: topics, keys, dead letters."""

import json
import time

from aiokafka import AIOKafkaProducer

from cli.client import Client
from deploy.local import Servers
from mentormesh_contracts.mentorships import MentorshipStarted
from mentormesh_contracts.topics import MENTORSHIPS
from tests.integration.cli.command import PATIENCE, Environment, address_of, mentormesh, running


def test_topics_are_missed_created_and_found_right(environment: Environment) -> None:
    missing = mentormesh("topics", "check", **environment)
    assert missing.returncode == 1
    assert "mentormesh.people.v1" in missing.stderr
    created = json.loads(mentormesh("topics", "create", "--json", **environment).stdout)["created"]
    assert len(created) == 8
    assert "already" in mentormesh("topics", "create", **environment).stdout
    found = mentormesh("topics", "check", "--json", **environment)
    assert found.returncode == 0
    assert {topic["right"] for topic in json.loads(found.stdout)} == {True}


async def test_an_operator_lets_an_organisation_in_and_it_issues_its_own_keys(with_topics: Environment) -> None:
    operator = mentormesh("keys", "operator", **with_topics).stdout.strip()
    with running("serve", "partners", "--port", "0", **with_topics) as process:
        url = address_of(process)
        async with Client(url, operator) as client:
            joined = await client.post("/v1/organisations", {"name": "Harbour"})
        to = {"MENTORMESH_URL": url}
        whose = ("--organisation", joined["id"], "--scope", "administer", "--scope", "read")
        first = mentormesh("keys", "issue", *whose, MENTORMESH_KEY=operator, **to).stdout.strip()
        issued = json.loads(mentormesh("keys", "issue", "--scope", "read", "--json", MENTORMESH_KEY=first, **to).stdout)
        rotated = mentormesh("keys", "rotate", issued["id"], MENTORMESH_KEY=first, **to)
        assert rotated.stdout.startswith("mm_")
        assert mentormesh("keys", "revoke", issued["id"], MENTORMESH_KEY=first, **to).returncode == 0
        listed = json.loads(mentormesh("keys", "list", "--json", MENTORMESH_KEY=first, **to).stdout)
        assert sorted(key["status"] for key in listed) == ["active", "active", "revoked"]
        assert "secret" not in str(listed)


async def test_a_dead_letter_is_listed_shown_and_given_up(with_topics: Environment, servers: Servers) -> None:
    await _publish_nonsense(servers.kafka_url, f"{with_topics['MENTORMESH_NAMESPACE']}.{MENTORSHIPS.name}")
    operator = mentormesh("keys", "operator", **with_topics).stdout.strip()
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        to = {"MENTORMESH_URL": address_of(process), "MENTORMESH_KEY": operator}
        dead = _eventually_listed(to)
        assert (dead["service"], dead["state"], dead["reason"]) == ("scheduling", "dead", "malformed")
        shown = mentormesh("dead-letters", "show", dead["id"], "--service", "scheduling", "--json", **to)
        assert json.loads(shown.stdout)["body"] == "{"
        again = mentormesh("dead-letters", "redrive", dead["id"], "--service", "scheduling", "--json", **to)
        assert json.loads(again.stdout)["state"] == "dead"
        why = ("--service", "scheduling", "--reason", "nonsense", "--json")
        assert json.loads(mentormesh("dead-letters", "discard", dead["id"], *why, **to).stdout)["state"] == "discarded"


async def _publish_nonsense(kafka_url: str, topic: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka_url)
    await producer.start()
    try:
        headers = [("ce_type", MentorshipStarted.TYPE.encode()), ("ce_specversion", b"1.0")]
        await producer.send_and_wait(topic, b"{", key=b"m1", headers=headers)
    finally:
        await producer.stop()


def _eventually_listed(to: Environment) -> dict[str, str]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        listed = mentormesh("dead-letters", "list", "--service", "scheduling", "--json", **to)
        if found := json.loads(listed.stdout):
            dead: dict[str, str] = found[0]
            return dead
    raise AssertionError("nothing was taken out of the stream")
