"""A broker that forgets everything, in the middle of work: the topics are filled again, and nothing is lost."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import Servers, start_servers
from services.chassis.kafka.topics import inspect_topics
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import assert_exact
from tests.integration.chassis.toy import TOY
from tests.integration.support.installation import install
from tests.integration.support.office import Office
from tests.integration.support.waiting import eventually

PEOPLE = [f"person-{number}" for number in range(20)]


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    """A broker and a database of this test's own."""
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.fixture
async def alone(own_servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation on them."""
    return await install(own_servers, fresh_names, batch_size=50, revocation_bound_seconds=1)


async def count_all(office: Office, told: dict[str, int], rounds: int) -> None:
    """Everybody is counted so many times, through every replica."""
    for number in range(rounds):
        answers = await asyncio.gather(
            *(office.post(f"/v1/tallies/{id}/count", "org", {}, replica=number % 2) for id in PEOPLE)
        )
        assert {answer.status_code for answer in answers} == {200}
        for id in PEOPLE:
            told[id] = told.get(id, 0) + 1


async def are_right(settings: Settings) -> bool:
    """Whether all topics are there with their partitions."""
    return all(state.is_right for state in await inspect_topics(settings))


async def test_a_forgetful_broker_is_killed_while_commands_come_in(own_servers: Servers, alone: Settings) -> None:
    told: dict[str, int] = {}
    async with Office.opened(TOY, alone, replicas=2) as office:
        await count_all(office, told, rounds=10)
        counting = asyncio.create_task(count_all(office, told, rounds=60))
        await eventually(lambda: _has(told, 15))
        own_servers.kafka.kill()
        await eventually(lambda: _has(told, 25))

        await asyncio.to_thread(own_servers.kafka.restart)

        await counting
        await eventually(lambda: are_right(alone))
        await assert_exact(office.runtime.database, alone, told)


async def _has(told: dict[str, int], number: int) -> bool:
    return told.get(PEOPLE[0], 0) >= number
