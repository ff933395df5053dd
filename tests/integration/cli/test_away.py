"""What it says when something is not there: one line, exit code 1, soon."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.integration.cli.command import Environment, assert_one_line, mentormesh

SOON = 10
"""Seconds, on a machine that has nothing else to do."""


@contextmanager
def a_taken_port() -> Iterator[str]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


@pytest.fixture(scope="module")
def soon() -> float:
    """Seconds: as many more as this machine, as busy as it is, takes to load what `serve` needs."""
    with a_taken_port() as taken:
        begun = time.monotonic()
        mentormesh("serve", "scheduling", "--port", taken)
        return SOON + 3 * (time.monotonic() - begun)


def test_a_database_that_is_not_there_is_one_line(port: int, soon: float) -> None:
    begun = time.monotonic()
    ended = mentormesh(
        "serve", "scheduling", MENTORMESH_MONGO_URL=f"mongodb://me:hidden@127.0.0.1:{port}", MENTORMESH_PORT="0"
    )
    assert_one_line(ended, "no MongoDB answers", f"127.0.0.1:{port}")
    assert "hidden" not in ended.stderr
    assert time.monotonic() - begun < soon


def test_a_broker_that_is_not_there_is_one_line(port: int, environment: Environment, soon: float) -> None:
    begun = time.monotonic()
    away = environment | {"MENTORMESH_KAFKA_URL": f"127.0.0.1:{port}", "MENTORMESH_PORT": "0"}
    assert_one_line(mentormesh("serve", "scheduling", **away), "no Kafka broker answers", f"127.0.0.1:{port}")
    assert_one_line(mentormesh("topics", "check", **away), "no Kafka broker answers", f"127.0.0.1:{port}")
    assert time.monotonic() - begun < 2 * soon


def test_an_api_that_is_not_there_is_one_line(port: int, soon: float) -> None:
    begun = time.monotonic()
    ended = mentormesh("keys", "list", "--url", f"http://127.0.0.1:{port}", "--key", "mm_secret")
    assert_one_line(ended, f"no MentorMesh answers at http://127.0.0.1:{port}", "connection refused")
    assert "mm_secret" not in ended.stderr
    assert time.monotonic() - begun < soon


def test_a_port_that_is_taken_is_one_line() -> None:
    with a_taken_port() as taken:
        assert_one_line(mentormesh("serve", "scheduling", "--port", taken), f"cannot listen on 127.0.0.1:{taken}")


def test_without_topics_a_service_says_which_are_missing(environment: Environment) -> None:
    keeps_records = environment | {"MENTORMESH_KAFKA_FORGETFUL": "false"}
    ended = mentormesh("serve", "scheduling", "--port", "0", **keeps_records)
    assert_one_line(ended, "mentormesh.people.v1: 0 partitions", "mentormesh topics create")
