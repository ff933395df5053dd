"""The command as its users run it: a process of its own, on real servers, or on none at all."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from cli.client import Client
from deploy.local import Servers
from mentormesh_contracts.mentorships import MentorshipStarted
from mentormesh_contracts.topics import MENTORSHIPS
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from tests.fresh_names import FreshNames

COMMAND = str(Path(sys.executable).parent / "mentormesh")
Environment = dict[str, str]
SOON = 20
"""Seconds: about ten, and as much again for a machine that is busy with other tests."""


def mentormesh(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run it to its end."""
    return subprocess.run(
        [COMMAND, *arguments], env=_bare() | environment, capture_output=True, text=True, timeout=60, check=False
    )


def _bare() -> Environment:
    return {name: value for name, value in os.environ.items() if not name.startswith("MENTORMESH_")}


@contextmanager
def running(*arguments: str, **environment: str) -> "Iterator[subprocess.Popen[str]]":
    """It runs while the `with` lasts, and is ended, if it does not end by itself."""
    process = subprocess.Popen(
        [COMMAND, *arguments], env=_bare() | environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


def line_of(process: "subprocess.Popen[str]", says: Callable[[str], bool]) -> str:
    """The first line that it says of this kind."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if says(line):
            return line
    raise AssertionError("it ended without saying so:\n" + "".join(said))


def address_of(process: "subprocess.Popen[str]") -> str:
    """Where it serves, once it does."""
    url: str = json.loads(line_of(process, lambda line: '"ready"' in line))["url"]
    return url


@pytest.fixture
def port() -> Iterator[int]:
    """A port that nobody listens on, and nobody takes meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def environment(servers: Servers, fresh_names: FreshNames) -> Environment:
    """The servers, and names of this test's own."""
    own = {"MENTORMESH_NAMESPACE": fresh_names.namespace, "MENTORMESH_SIGNING_KEY": new_signing_key()}
    return servers.environment() | own


@pytest.fixture
def with_topics(environment: Environment) -> Environment:
    """The same with the topics made."""
    assert mentormesh("topics", "create", **environment).returncode == 0
    return environment


def assert_one_line(ended: "subprocess.CompletedProcess[str]", *said: str) -> None:
    assert ended.returncode == 1, ended.stderr
    (line,) = [line for line in ended.stderr.splitlines() if not line.startswith("{")]  # logs are JSON
    assert all(part in line for part in said), line


def test_a_database_that_is_not_there_is_one_line(port: int) -> None:
    begun = time.monotonic()
    ended = mentormesh(
        "serve", "scheduling", MENTORMESH_MONGO_URL=f"mongodb://me:hidden@127.0.0.1:{port}", MENTORMESH_PORT="0"
    )
    assert_one_line(ended, "no MongoDB answers", f"127.0.0.1:{port}")
    assert "hidden" not in ended.stderr
    assert time.monotonic() - begun < SOON


def test_a_broker_that_is_not_there_is_one_line(port: int, environment: Environment) -> None:
    begun = time.monotonic()
    away = environment | {"MENTORMESH_KAFKA_URL": f"127.0.0.1:{port}", "MENTORMESH_PORT": "0"}
    assert_one_line(mentormesh("serve", "scheduling", **away), "no Kafka broker answers", f"127.0.0.1:{port}")
    assert_one_line(mentormesh("topics", "check", **away), "no Kafka broker answers", f"127.0.0.1:{port}")
    assert time.monotonic() - begun < 2 * SOON


def test_an_api_that_is_not_there_is_one_line(port: int) -> None:
    begun = time.monotonic()
    ended = mentormesh("keys", "list", "--url", f"http://127.0.0.1:{port}", "--key", "mm_secret")
    assert_one_line(ended, f"no MentorMesh answers at http://127.0.0.1:{port}", "connection refused")
    assert "mm_secret" not in ended.stderr
    assert time.monotonic() - begun < SOON


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        assert_one_line(mentormesh("serve", "scheduling", "--port", taken), f"cannot listen on 127.0.0.1:{taken}")


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


def test_without_topics_a_service_says_which_are_missing(environment: Environment) -> None:
    ended = mentormesh("serve", "scheduling", "--port", "0", **environment)
    assert_one_line(ended, "mentormesh.people.v1: 0 partitions", "mentormesh topics create")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_service_ends_when_asked_and_that_is_no_failure(with_topics: Environment, ending: signal.Signals) -> None:
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        address_of(process)
        process.send_signal(ending)
        assert process.wait(20) == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_service_ends_when_asked_though_it_has_not_begun(with_topics: Environment, ending: signal.Signals) -> None:
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        line_of(process, lambda line: "housekeeping" in line)
        process.send_signal(ending)
        assert process.wait(20) == 0


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


async def test_a_roster_is_imported_and_the_same_one_again_changes_nothing(
    with_topics: Environment, tmp_path: Path
) -> None:
    roster = tmp_path / "people.csv"
    roster.write_text("Nr;name;roles;Zone\n1;Ada;mentor;Europe/Berlin\n2;Bo;mentee;Berlin\n3;Cy;mentee;Europe/Oslo\n")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nNr = "external_id"\n')
    key = _key("harbour", ["roster"], with_topics)
    with running("serve", "profile", "--port", "0", **with_topics) as process:
        to = {"MENTORMESH_URL": address_of(process), "MENTORMESH_KEY": key}
        arguments = ("import", str(roster), "--mapping", str(mapping))
        tried = mentormesh(*arguments, "--dry-run", **to)
        assert (tried.returncode, tried.stdout.splitlines()[0]) == (
            3,
            "3 people read, nothing done; 1 would be left out",
        )
        first = mentormesh(*arguments, **to)
        assert first.returncode == 3
        assert first.stdout.startswith("3 people: 2 registered, 0 changed, 0 unchanged, 0 returned; 1 left out\n")
        assert '"Berlin" is no time zone' in first.stdout
        again = json.loads(mentormesh(*arguments, "--json", **to).stdout)
        assert (again["unchanged"], again["lines"][0]["line"], again["lines"][0]["field"]) == (2, 3, "Zone")
        refused = mentormesh("import", str(roster), **to)
        assert_one_line(refused, "422", '"Nr" is no heading of a roster')


def _key(organisation_id: str, scopes: list[str], environment: Environment) -> str:
    now = datetime.now(UTC).replace(microsecond=0)
    ring = KeyRing(environment["MENTORMESH_SIGNING_KEY"])
    return ring.issue("k1", organisation_id, map(Scope, scopes), now, now + timedelta(days=1))


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
    for _ in range(20):
        listed = mentormesh("dead-letters", "list", "--service", "scheduling", "--json", **to)
        if found := json.loads(listed.stdout):
            dead: dict[str, str] = found[0]
            return dead
        time.sleep(0.2)
    raise AssertionError("nothing was taken out of the stream")


def test_local_servers_stay_up_until_ctrl_c(tmp_path: Path) -> None:
    with running("local", "--directory", str(tmp_path / "servers")) as process:
        told = line_of(process, lambda line: "MENTORMESH_MONGO_URL" in line)
        line_of(process, lambda line: "Ctrl-C stops them" in line)
        port = int(told.partition("127.0.0.1:")[2].partition("/")[0])
        socket.create_connection(("127.0.0.1", port)).close()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_the_committed_documents_are_as_the_code_says() -> None:
    checked = mentormesh("documents", "--check", "--directory", str(Path(__file__).parents[2]))
    assert checked.returncode == 0, checked.stderr
