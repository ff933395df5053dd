"""Local servers that die by themselves are there again, with what the services need of them."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymongo import MongoClient

from cli.supervision import MOST_ATTEMPTS, Supervisor
from deploy.local import ServerDidNotStart, Servers, start_servers
from deploy.local.server import LocalServer
from services.chassis.kafka.topics import create_topics, inspect_topics
from services.chassis.settings import Settings, load_settings
from tests.integration.support.waiting import eventually


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.fixture
async def own(own_servers: Servers) -> Settings:
    settings = load_settings(kafka_url=own_servers.kafka_url)
    await create_topics(settings)
    return settings


def end(server: LocalServer) -> None:
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)


async def test_a_broker_and_a_database_that_die_are_there_again(own_servers: Servers, own: Settings) -> None:
    said: list[str] = []
    with MongoClient[dict[str, int]](own_servers.mongo_url) as client:
        client["kept"]["kept"].insert_one({"_id": 1})
        watching = asyncio.create_task(Supervisor(own_servers, own, said.append).watch())

        end(own_servers.kafka)
        end(own_servers.mongo)

        await eventually(lambda: _number(said, 2))
        watching.cancel()
        assert {line.partition(" ")[0] for line in said} == {"kafka", "mongo"}
        assert all(state.is_right for state in await inspect_topics(own))
        assert client["kept"]["kept"].count_documents({}) == 1


async def test_a_server_that_dies_again_and_again_is_given_up(own_servers: Servers, own: Settings) -> None:
    said: list[str] = []
    watching = asyncio.create_task(Supervisor(own_servers, own, said.append).watch())
    for number in range(MOST_ATTEMPTS):
        end(own_servers.kafka)
        await eventually(lambda wanted=number + 1: _number(said, wanted))  # type: ignore[misc]
    end(own_servers.kafka)
    with pytest.raises(ServerDidNotStart, match="kafka did not start: it has ended 6 times"):
        await watching


async def _number(said: list[str], wanted: int) -> bool:
    return len(said) >= wanted
