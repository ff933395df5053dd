"""The index of mentors: as fresh as what was committed, on every replica, and after a restart."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

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
from tests.integration.support.waiting import eventually
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


async def test_what_the_network_offers_is_told_in_counts_of_which_small_ones_stay_hidden(
    both: MatchingOffice, ids: FreshIds
) -> None:
    programme = await informal(both, ids)

    async def supply(by: str, of: str) -> Any:
        answer = await both.get(f"{programme}/readiness", by, person_id=of, role="mentee")
        assert answer.status_code == 200, answer.text
        assert answer.json()["missing"] == []
        return answer.json()["supply"]

    few = await supply(ids.bolt, ids.b2)
    assert few["mentors"] == {"own": 0, "of_partners": None}
    assert (await supply(ids.acme, ids.a1))["eligible"] == {"own": 2, "of_partners": None}
    more = ids.many("n", 3)
    await both.registers(*(person(id, ids.acme, **MENTORING) for id in more[:2]))
    await both.registers(person(more[2], ids.acme, **MENTORING, languages=("fr",), goals_offered=()))
    await both.enrols(programme, ids.acme, "mentor", *more)
    found = await supply(ids.bolt, ids.b2)
    assert found["mentors"] == {"own": 0, "of_partners": 5}
    assert found["offer"] == {"career_development": {"own": 0, "of_partners": 4}}
    assert (found["share_a_language"], found["eligible"]) == ({"own": 0, "of_partners": 4},) * 2
    assert (await both.get(f"{programme}/readiness", ids.core, person_id=ids.b2)).status_code == 404
    assert (await both.get(f"{programme}/readiness", ids.acme, person_id=ids.b2)).status_code == 404
    as_mentor = await both.get(f"{programme}/readiness", ids.bolt, person_id=ids.b2, role="mentor")
    assert as_mentor.json()["supply"] is None


async def test_a_request_passes_on_to_the_next_choice(both: MatchingOffice, ids: FreshIds) -> None:
    programme = await informal(both, ids)
    body = {"mentee_id": ids.b1, "mentor_id": ids.m1, "then": [ids.m2]}
    asked = (await both.post(f"{programme}/requests", ids.bolt, body)).json()
    assert asked["next_choices"] == [ids.m2]
    path = f"/v1/mentorships/{asked['id']}"
    assert (await both.get(path, ids.acme)).json()["next_choices"] == []
    assert (await both.post(f"{path}/decline", ids.acme, {"person_id": ids.m1})).status_code == 200

    async def next_is_asked() -> bool:
        waiting = await both.mentorships(ids.bolt, status="proposed", person_id=ids.b1)
        return [member["person_id"] for each in waiting for member in each["members"]][:1] == [ids.m2]

    await eventually(next_is_asked)
