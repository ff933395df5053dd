"""kill -9 in the middle of batches, and SIGTERM: nothing lost, nothing twice, everything in order."""

import random
from pathlib import Path

from deploy.local import Servers
from services.chassis.mongo.driver import close, connect
from services.chassis.settings import Settings
from tests.integration.chassis.exact import assert_exact, total
from tests.integration.chassis.people import Crowd
from tests.integration.chassis.processes import toy_process
from tests.integration.chassis.toy import TOY
from tests.integration.support.running import running
from tests.integration.support.waiting import eventually

PEOPLE = [f"person-{number}" for number in range(40)]
SMALL = {"MENTORMESH_BATCH_SIZE": "40"}


async def test_whenever_a_process_is_killed_everything_is_counted_once_and_told_in_order(
    servers: Servers, own: Settings, tmp_path: Path
) -> None:
    """Every batch is a transaction of a few milliseconds, so that a kill hits one of its steps at random."""
    chance = random.Random(7)
    client = connect(own)
    database = client[own.database("feedback")]
    async with Crowd.opened(own, PEOPLE) as crowd:
        await crowd.tell(rounds=20)
        for _ in range(2):
            before = await total(database)
            enough = before + chance.randint(100, 400)

            async def under_way(enough: int = enough) -> bool:
                return await total(database) >= enough

            with toy_process(own, servers.environment(), tmp_path, **SMALL) as process:
                await eventually(under_way)
                process.kill()
            await crowd.tell(rounds=20)
        with toy_process(own, servers.environment(), tmp_path):
            await assert_exact(database, own, crowd.told)
    await close(client)


async def test_a_process_that_is_asked_to_end_leaves_in_order_in_the_middle_of_its_work(
    servers: Servers, own: Settings, tmp_path: Path
) -> None:
    client = connect(own)
    database = client[own.database("feedback")]
    async with Crowd.opened(own, PEOPLE) as crowd:
        await crowd.tell(rounds=50)

        async def under_way() -> bool:
            return await total(database) >= 100

        with toy_process(own, servers.environment(), tmp_path, **SMALL) as process:
            await eventually(under_way)
            assert process.end(patience=20) == 0
        done = await total(database)
        assert done < 50 * len(PEOPLE)
        assert await database["outbox"].count_documents({"pending": True}) == 0
        lease = await database["leases"].find_one({"_id": "housekeeping"})
        assert lease is not None
        assert lease["owner"] is None
        async with running(TOY, own):
            await assert_exact(database, own, crowd.told)
    await close(client)
