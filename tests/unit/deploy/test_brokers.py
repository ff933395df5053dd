from pathlib import Path

import pytest

from cli.errors import WRONG_USAGE, exit_code
from deploy.local import UnknownBroker, start_servers
from deploy.local.apache.server import ApacheKafkaServer
from deploy.local.brokers import chosen_broker
from deploy.local.tansu import TansuServer


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, TansuServer), ("", TansuServer), ("embedded", TansuServer), ("apache", ApacheKafkaServer)],
)
def test_the_environment_chooses_the_broker(monkeypatch: pytest.MonkeyPatch, value: str | None, kind: type) -> None:
    monkeypatch.delenv("KAFKA", raising=False)
    if value is not None:
        monkeypatch.setenv("KAFKA", value)
    assert chosen_broker() is kind


def test_another_one_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAFKA", "redpanda")
    monkeypatch.delenv("MENTORMESH_KAFKA_URL", raising=False)
    with pytest.raises(UnknownBroker) as refused:
        start_servers(tmp_path, mongo=False, valkey=False)
    assert str(refused.value) == "KAFKA=redpanda is no broker that can be started here: it is embedded or apache"
    assert exit_code(refused.value) == WRONG_USAGE


def test_a_given_broker_is_used_whatever_the_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAFKA", "apache")
    monkeypatch.setenv("MENTORMESH_KAFKA_URL", "kafka.example:9092")
    with start_servers(tmp_path, mongo=False, valkey=False) as servers:
        assert servers.kafka_url == "kafka.example:9092"
    assert not list(tmp_path.glob("*.log"))


def test_clients_may_be_told_to_come_through_somebody_else_s_port(tmp_path: Path) -> None:
    for kind in (TansuServer, ApacheKafkaServer):
        server = kind(tmp_path)
        server.port = 1
        assert (server.url, server.told) == ("127.0.0.1:1", "127.0.0.1:1")
        server.told_port = 2
        assert (server.url, server.told) == ("127.0.0.1:1", "127.0.0.1:2")
