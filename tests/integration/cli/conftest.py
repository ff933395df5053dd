"""Servers for the command, or the lack of them."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from deploy.local import Servers
from services.chassis.http.keys import new_signing_key
from services.chassis.kafka.topics import create_topics
from tests.fresh_names import FreshNames
from tests.integration.cli.command import Environment
from tests.told_settings import settings_of


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
    asyncio.run(create_topics(settings_of(environment)))
    return environment
