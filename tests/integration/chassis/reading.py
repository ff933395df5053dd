"""What a test reads from the raw collections."""

from services.chassis.mongo.driver import Document
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from tests.integration.chassis.toy import Tally
from tests.integration.support.feed import PEOPLE
from tests.integration.support.waiting import eventually


async def count_of(runtime: Runtime, id: str) -> int:
    """The count of a tally, 0 if there is none."""
    stored = await runtime.reader(NetworkScope("test")).get(Tally, id)
    return stored.state.count if stored else 0


async def counted(runtime: Runtime, id: str, count: int) -> None:
    """Wait until so many are counted."""

    async def enough() -> bool:
        return await count_of(runtime, id) >= count

    await eventually(enough)
    assert await count_of(runtime, id) == count


async def held_of(runtime: Runtime, *people: str) -> list[Document]:
    """The records of these people that are held, in order."""
    query = {"source": {"$in": [f"{PEOPLE}/{id}" for id in people]}}
    return list(await runtime.database["held"].find(query).sort([("source", 1), ("sequence", 1)]).to_list(None))


async def holds(runtime: Runtime, number: int, *people: str) -> list[Document]:
    """Wait until so many records of these people are held."""

    async def so_many() -> bool:
        return len(await held_of(runtime, *people)) == number

    await eventually(so_many)
    return await held_of(runtime, *people)
