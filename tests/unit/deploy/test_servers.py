import platform
from pathlib import Path

import pytest

from deploy.local import DirectoryInUse, ServerNotAvailable, ServerNotOurs, start_servers
from deploy.local.claim import claim
from deploy.local.errors import ServerDidNotStart


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORMESH_KAFKA_URL", "kafka.example:9092")
    monkeypatch.setenv("MENTORMESH_MONGO_URL", "mongodb://mongo.example/?replicaSet=rs")
    monkeypatch.setenv("MENTORMESH_REDIS_URL", "redis://valkey.example/0")


@pytest.mark.usefixtures("given")
def test_given_servers_are_used_and_none_is_started(tmp_path: Path) -> None:
    with start_servers(tmp_path) as servers:
        assert servers.kafka_url == "kafka.example:9092"
        assert servers.mongo_url == "mongodb://mongo.example/?replicaSet=rs"
        assert servers.redis_url == "redis://valkey.example/0"
    assert not list(tmp_path.glob("*.log"))


@pytest.mark.usefixtures("given")
def test_a_given_server_cannot_be_killed_from_here(tmp_path: Path) -> None:
    with start_servers(tmp_path) as servers, pytest.raises(ServerNotOurs, match=r"given as kafka\.example:9092"):
        servers.kafka.kill()


@pytest.mark.usefixtures("given")
def test_what_was_not_asked_for_has_no_address(tmp_path: Path) -> None:
    with start_servers(tmp_path, valkey=False) as servers:
        assert "MENTORMESH_REDIS_URL" not in servers.environment()
        with pytest.raises(ServerNotOurs, match="not asked for"):
            servers.valkey.kill()


@pytest.mark.usefixtures("given")
def test_a_directory_belongs_to_one_run_at_a_time(tmp_path: Path) -> None:
    with start_servers(tmp_path), pytest.raises(DirectoryInUse, match=str(tmp_path)):
        claim(tmp_path)
    claim(tmp_path).close()


def test_another_platform_is_pointed_to_compose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MENTORMESH_KAFKA_URL", raising=False)
    monkeypatch.setenv("KAFKA", "embedded")
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    with pytest.raises(ServerNotAvailable, match="docker compose up"):
        start_servers(tmp_path, mongo=False, valkey=False)


def test_the_error_names_the_server_the_command_and_its_last_words() -> None:
    error = ServerDidNotStart("mongo", ["mongod", "--port=1"], "libcurl.so.4: cannot open shared object file")
    assert str(error) == "mongo did not start (`mongod --port=1`): libcurl.so.4: cannot open shared object file"
