"""Ties of many organisations, found by organisation: those that asking for each pair would find."""

from collections.abc import AsyncIterator, Iterable
from itertools import combinations

import pytest
import pytest_asyncio

from services.chassis.mongo.documents import Stored, to_document
from services.chassis.mongo.driver import Database, close, connect
from services.chassis.mongo.indexes import create_indexes
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, OrganisationScope
from services.chassis.settings import Settings
from services.matching.domain.ties.tie import Tie, tie_id
from services.matching.store import INDEXES
from services.matching.store.enrolled import ties_among
from tests.unit.matching.given import NOW, agreement

pytestmark = pytest.mark.asyncio(loop_scope="module")
ORGANISATIONS = [f"o{number}" for number in range(12)]
TIED = [pair for at, pair in enumerate(combinations(ORGANISATIONS, 2)) if at % 3]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(settings: Settings) -> AsyncIterator[Database]:
    client = connect(settings)
    database = client[settings.database("ties_among")]
    await create_indexes(database, settings, [Tie], INDEXES)
    ties = [Tie.of(terms).joined_by(terms) for terms in (agreement(*pair) for pair in TIED)]
    await database[Tie.KIND].insert_many([to_document(Stored(tie, 1, 1, 1, NOW)) for tie in ties])
    yield database
    await close(client)


async def pair_by_pair(read: Reader, organisations: Iterable[str]) -> dict[str, Tie]:
    return await read.get_each(Tie, [tie_id(*pair) for pair in combinations(organisations, 2)])


@pytest.mark.parametrize("some", [[], ORGANISATIONS[:1], ORGANISATIONS[:2], ORGANISATIONS[2:9], ORGANISATIONS, ["x"]])
async def test_ties_among_some_are_those_of_each_pair(database: Database, some: list[str]) -> None:
    read = Reader(database, NetworkScope("a test"))
    found = await ties_among(read, some, NOW)
    assert dict(found.found) == await pair_by_pair(read, some)
    assert list(found.found) == sorted(found.found)


async def test_a_scope_holds_here_too(database: Database) -> None:
    read = Reader(database, OrganisationScope(ORGANISATIONS[0]))
    found = await ties_among(read, ORGANISATIONS, NOW)
    assert found.found
    assert all(ORGANISATIONS[0] in tie.between for tie in found.found.values())


async def test_only_the_index_of_organisations_is_walked(database: Database) -> None:
    ids = ORGANISATIONS[:3]
    among = {"organisations": {"$in": ids, "$not": {"$elemMatch": {"$nin": ids}}}}
    plan = await database.command("explain", {"find": Tie.KIND, "filter": among}, verbosity="executionStats")
    assert "organisations" in str(plan["queryPlanner"]["winningPlan"])
    named = [pair for pair in TIED if set(pair) & set(ids)]
    assert plan["executionStats"]["totalDocsExamined"] == len(named)
