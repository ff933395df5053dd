"""The index of mentors: as fresh as what was committed, on every replica, and after a restart."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from mentormesh_contracts.people import PersonChanged
from services.chassis.settings import Settings
from services.matching.app import SERVICE
from services.matching.recommending.feed import feed_of
from tests.integration.matching.conftest import MatchingOffice
from tests.integration.matching.test_network import MENTORING, two_organisations
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.running import running
from tests.unit.matching.given import person

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(settings: Settings) -> AsyncIterator[MatchingOffice]:
    """Two replicas."""
    async with MatchingOffice.opened(SERVICE, settings, replicas=2) as office:
        yield office


async def recommended(office: MatchingOffice, programme: str, by: str, mentee: str, replica: int = 0) -> list[str]:
    path = f"{programme}/recommendations"
    answer = await office.ask("GET", path, by, replica=replica, params={"mentee_id": mentee, "limit": 50})
    assert answer.status_code == 200, answer.text
    return [each["person_id"] for each in answer.json()["items"]]


async def informal(office: MatchingOffice, ids: FreshIds) -> str:
    """bolt's mentee asks for acme's mentors, in a programme of acme's."""
    await two_organisations(office, ids)
    programme = await office.opens(ids.acme, "informal")
    await office.enrols(programme, ids.acme, "mentor", ids.m1, ids.m2)
    await office.enrols(programme, ids.bolt, "mentee", ids.b1)
    return programme


async def test_what_was_committed_is_known_to_every_replica_at_once(both: MatchingOffice, ids: FreshIds) -> None:
    programme = await informal(both, ids)
    for replica in (0, 1):
        assert set(await recommended(both, programme, ids.bolt, ids.b1, replica)) == {ids.m1, ids.m2}
    gone = person(ids.m1, ids.acme, **MENTORING, never_with=(ids.b1,))
    await both.hears(PersonChanged(changed=("never_with",), after=gone), sequence=2)
    for replica in (1, 0):
        assert await recommended(both, programme, ids.bolt, ids.b1, replica) == [ids.m2]
    leaving = {"person_id": ids.m2, "role": "mentor"}
    assert (await both.post(f"{programme}/withdrawals", ids.acme, leaving)).status_code == 200
    for replica in (1, 0):
        assert await recommended(both, programme, ids.bolt, ids.b1, replica) == []


async def test_a_place_that_is_taken_is_not_offered(both: MatchingOffice, ids: FreshIds) -> None:
    programme = await informal(both, ids)
    few = person(ids.m2, ids.acme, **MENTORING, places_offered=1)
    await both.hears(PersonChanged(changed=("places_offered",), after=few), sequence=2)
    await both.enrols(programme, ids.bolt, "mentee", ids.b2)
    asked = await both.post(f"{programme}/requests", ids.bolt, {"mentee_id": ids.b2, "mentor_id": ids.m2})
    assert asked.status_code == 201
    assert await recommended(both, programme, ids.bolt, ids.b1, 1) == [ids.m1]


async def test_after_a_restart_it_is_built_anew(both: MatchingOffice, settings: Settings, ids: FreshIds) -> None:
    programme = await informal(both, ids)
    before = await recommended(both, programme, ids.bolt, ids.b1)
    async with running(SERVICE, settings) as (started,):
        key = both.key(ids.bolt)
        answer = await started.http.get(f"{programme}/recommendations", params={"mentee_id": ids.b1}, headers=key)
        assert answer.status_code == 200, answer.text
        assert [each["person_id"] for each in answer.json()["items"]] == before
        assert feed_of(started.runtime).size == feed_of(both.runtime).size


async def test_how_old_it_is_is_told(both: MatchingOffice) -> None:
    feed = feed_of(both.runtime)
    await feed.fresh(20)
    assert feed.age < 20
    metrics = (await both.http.get("/metrics")).text
    assert 'mentormesh_copy_age_seconds{copy="mentors",service="matching"}' in metrics


async def test_many_who_ask_at_once_share_a_look(both: MatchingOffice, ids: FreshIds) -> None:
    programme = await informal(both, ids)
    asking = (recommended(both, programme, ids.bolt, ids.b1, replica % 2) for replica in range(20))
    answers = await asyncio.gather(*asking)
    assert {tuple(answer) for answer in answers} == {tuple(answers[0])}
