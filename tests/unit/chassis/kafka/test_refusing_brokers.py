"""A broker that refuses the password says something else than one that is away."""

import socket
from typing import Any

import pytest
from aiokafka.errors import AuthenticationFailedError, KafkaConnectionError

from services.chassis.kafka import topics
from services.chassis.kafka.topics import BrokerAway, BrokerRefuses, open_admin
from services.chassis.settings import Settings, load_settings


@pytest.fixture
def settings() -> Settings:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    return load_settings(
        kafka_url=f"127.0.0.1:{port}",
        kafka_security_protocol="SASL_PLAINTEXT",
        kafka_sasl_mechanism="PLAIN",
        kafka_sasl_username="me",
        kafka_sasl_password="hidden",
    )


def answering(error: Exception) -> Any:
    async def answer(*_: Any, **__: Any) -> Any:
        raise error

    return answer


async def test_the_password_is_named_as_what_was_refused_and_not_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics, "create_conn", answering(AuthenticationFailedError()))
    with pytest.raises(BrokerRefuses, match="refuses the user 'me' or the password") as refused:
        await open_admin(settings)
    assert "hidden" not in str(refused.value)


async def test_one_that_does_not_answer_refuses_nobody(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "create_conn", answering(KafkaConnectionError()))
    with pytest.raises(BrokerAway, match="no Kafka broker answers") as away:
        await open_admin(settings)
    assert not isinstance(away.value, BrokerRefuses)
