"""Servers that die, hang and come back in the middle: work goes on by itself, and nothing is lost or doubled."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from deploy.local import Servers, start_servers
from deploy.local.valkey import ValkeyServer
from services.chassis.runtime import Runtime
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.integration.chassis.exact import assert_exact, counts_of, total
from tests.integration.chassis.people import Crowd
from tests.integration.chassis.toy import TOY
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.installation import install
from tests.integration.support.office import Office, problem
from tests.integration.support.waiting import eventually

PEOPLE = [f"person-{number}" for number in range(30)]


@pytest.fixture
def own_servers(own_directory: Path) -> Iterator[Servers]:
    """A broker and a database of this test's own, since they are killed and paused."""
    with start_servers(own_directory, valkey=False) as started:
        yield started


@pytest.fixture
async def alone(own_servers: Servers, fresh_names: FreshNames) -> Settings:
    """An installation on them."""
    return await install(own_servers, fresh_names, batch_size=50, revocation_bound_seconds=1)


async def under_way(office: Office, number: int) -> None:
    """Wait until so much is counted."""

    async def enough() -> bool:
        return await total(office.runtime.database) >= number

    await eventually(enough)


async def are_counted(office: Office, told: Mapping[str, int]) -> bool:
    """Whether all of these are."""
    found = await counts_of(office.runtime.database, list(told))
    return found == told


async def is_ready(office: Office) -> bool:
    return (await office.replicas[0].http.get("/health/ready")).status_code == 200


async def is_not_ready(office: Office) -> bool:
    return not await is_ready(office)


async def test_a_database_that_is_killed_and_comes_back(
    own_servers: Servers, alone: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.chassis.http.acting.PATIENCE", 1.0)
    async with Office.opened(TOY, alone) as office, Crowd.opened(alone, PEOPLE) as crowd:
        await eventually(lambda: is_ready(office))
        await crowd.tell(rounds=30)
        await under_way(office, 100)
        own_servers.mongo.kill()
        begun = time.monotonic()
        answers = await asyncio.gather(*(office.post("/v1/tallies/eve/count", "org", {}) for _ in range(5)))
        assert {problem(answer) for answer in answers} == {(503, "busy")}
        assert {answer.headers["Retry-After"] for answer in answers} == {"2"}
        assert time.monotonic() - begun < 15
        await eventually(lambda: is_not_ready(office))
        assert (await office.replicas[0].http.get("/health/live")).status_code == 200
        await crowd.tell(rounds=10)

        await asyncio.to_thread(own_servers.mongo.restart)

        await eventually(lambda: is_ready(office))
        told = dict(crowd.told)
        # Whoever was answered "busy" may have been counted nevertheless: before whatever was told later.
        await eventually(lambda: are_counted(office, told))
        if eve := await office.runtime.database["tallies"].find_one({"_id": "eve"}):
            told["eve"] = eve["sequence"]
        await assert_exact(office.runtime.database, alone, told)


async def test_a_command_that_was_told_busy_has_one_effect_when_it_is_sent_again(
    own_servers: Servers, alone: Settings, ids: FreshIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.chassis.http.acting.PATIENCE", 1.0)
    async with Office.opened(TOY, alone) as office:
        same = {"Idempotency-Key": ids.key}
        own_servers.mongo.pause()
        answer = await office.post("/v1/tallies/eve/count", "org", {}, headers=same)
        assert problem(answer) == (503, "busy")
        own_servers.mongo.resume()
        answers = [await office.post("/v1/tallies/eve/count", "org", {}, headers=same) for _ in range(3)]
        assert [answer.json()["count"] for answer in answers] == [1, 1, 1]


async def test_a_service_whose_servers_are_away_leaves_all_the_same(
    own_servers: Servers, alone: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.chassis.runtime.FINISH_WITHIN", 2.0)  # instead of 10
    monkeypatch.setattr("services.chassis.kafka.intake.FINISH_WITHIN", 1.0)  # instead of 5
    runtime = Runtime(TOY, alone)
    await runtime.start()
    async with Crowd.opened(alone, PEOPLE) as crowd:
        await crowd.tell(rounds=20)

        async def begun() -> bool:
            return await total(runtime.database) > 0

        await eventually(begun)
    own_servers.mongo.kill()
    own_servers.kafka.pause()
    leaving = time.monotonic()
    await runtime.stop()
    assert time.monotonic() - leaving < 18  # so that it is less than 30 with the true patience
    own_servers.kafka.resume()


async def test_a_broker_that_hangs_for_a_while(own_servers: Servers, alone: Settings) -> None:
    async with Office.opened(TOY, alone) as office, Crowd.opened(alone, PEOPLE) as crowd:
        await crowd.tell(rounds=20)
        await under_way(office, 50)
        own_servers.kafka.pause()

        answers = [await office.post("/v1/tallies/eve/count", "org", {}) for _ in range(3)]

        assert [answer.json()["count"] for answer in answers] == [1, 2, 3]
        assert await office.runtime.database["outbox"].count_documents({"pending": True, "key": "eve"}) == 3
        await asyncio.sleep(alone.kafka_session_timeout_ms / 1000 + 0.5)  # it is taken for dead
        own_servers.kafka.resume()
        await assert_exact(office.runtime.database, alone, {**crowd.told, "eve": 3})
        await eventually(lambda: is_ready(office))


async def test_an_api_goes_on_without_its_rate_limits(
    own_directory: Path, servers: Servers, fresh_names: FreshNames
) -> None:
    valkey = ValkeyServer(own_directory)
    valkey.start()
    settings = await install(servers, fresh_names, redis_url=valkey.url, rate_limit_per_minute=6000)
    try:
        async with Office.opened(TOY, settings) as office:
            before = await office.post("/v1/tallies/eve/count", "org", {})
            valkey.kill()
            answers = [await office.post("/v1/tallies/eve/count", "org", {}) for _ in range(100)]
            assert before.headers["RateLimit-Limit"] == "6000"
            assert {answer.status_code for answer in answers} == {200}
            assert answers[-1].json()["count"] == 101
            assert (await office.replicas[0].http.get("/health/ready")).status_code == 200
    finally:
        valkey.stop()
