"""Replicas that come, go, and fall asleep: exact counts, and first occurrences in order."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

from deploy.local import Servers
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.relay.lease import TERM
from services.chassis.settings import Settings
from tests.integration.chassis.exact import SCORES, assert_exact, total
from tests.integration.chassis.people import Crowd
from tests.integration.chassis.processes import toy_process
from tests.integration.chassis.toy import TOY
from tests.integration.support.published import published
from tests.integration.support.running import Replica, running
from tests.integration.support.waiting import eventually

PEOPLE = [f"person-{number}" for number in range(30)]


async def test_replicas_come_and_go_while_events_flow(own: Settings) -> None:
    stopping = asyncio.Event()

    async def keep_telling(crowd: Crowd) -> None:
        while not stopping.is_set():
            await crowd.tell(rounds=2)
            await asyncio.sleep(0.05)

    async with Crowd.opened(own, PEOPLE) as crowd:
        telling = asyncio.create_task(keep_telling(crowd))
        async with running(TOY, own) as (first,):
            async with running(TOY, own):
                before = await total(first.runtime.database)
                await eventually(lambda: _more_than(first.runtime.database, before + 200))
            before = await total(first.runtime.database)
            await eventually(lambda: _more_than(first.runtime.database, before + 200))
            stopping.set()
            await telling
            await assert_exact(first.runtime.database, own, crowd.told)


async def test_at_peace_one_of_two_replicas_publishes_and_tells_nothing_twice(own: Settings) -> None:
    async with Crowd.opened(own, PEOPLE) as crowd, running(TOY, own, replicas=2) as replicas:
        await eventually(lambda: _one_owns(replicas))
        await crowd.tell(rounds=20)
        await assert_exact(replicas[0].runtime.database, own, crowd.told)
        many = sum(crowd.told.values())
        assert len(await published(own, SCORES, many)) == many
        assert await _one_owns(replicas)


async def _one_owns(replicas: list[Replica]) -> bool:
    return [each.runtime.keeper.owns.is_set() for each in replicas].count(True) == 1


async def _more_than(database: Database, number: int) -> bool:
    return await total(database) > number


async def _owner(database: Database) -> str | None:
    lease = await database["leases"].find_one({"_id": "housekeeping"})
    return lease["owner"] if lease else None


async def test_an_owner_that_falls_asleep_past_its_lease_and_goes_on_later(
    servers: Servers, own: Settings, tmp_path: Path
) -> None:
    client = connect(own)
    database = client[own.database("feedback")]
    async with Crowd.opened(own, PEOPLE) as crowd:
        with ExitStack() as stack:
            processes = [
                stack.enter_context(toy_process(own, servers.environment(), tmp_path, MENTORMESH_BATCH_SIZE="50"))
                for _ in range(2)
            ]
            await crowd.tell(rounds=20)
            await eventually(lambda: _more_than(database, 100))
            sleeper = str(await _owner(database))
            (asleep,) = [process for process in processes if f":{process.pid}:" in sleeper]
            asleep.pause()
            await crowd.tell(rounds=20)
            await eventually(lambda: _is_another(database, sleeper), TERM.total_seconds() * 4)
            await eventually(lambda: _more_than(database, 35 * len(PEOPLE)))
            await crowd.tell(rounds=20)
            asleep.resume()
            await crowd.tell(rounds=5)
            await assert_exact(database, own, crowd.told)
    await close(client)


async def _is_another(database: Database, sleeper: str) -> bool:
    return await _owner(database) not in (None, sleeper)
