"""What matching shows of the mission, of a network that is matched before its eyes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from services.chassis.observability.organisations import DEFAULT, NAMED
from services.matching.domain.participants.participant import Participant
from services.matching.measures import MEASURES
from tests.integration.matching.conftest import MatchingOffice as Office
from tests.integration.matching.test_network import two_organisations
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.measured import look, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def every_organisation_is_named() -> Iterator[None]:
    NAMED.allow(1000)
    yield
    NAMED.allow(DEFAULT)


def of(organisation: str, name: str, **labels: str) -> float:
    return shown(f"organisation_{name}", "matching", organisation=organisation, **labels) or 0


async def test_who_waits_and_for_how_long_until_they_are_matched(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    await look(office.runtime, *MEASURES)
    assert [of(each, "mentees_enrolled") for each in (ids.acme, ids.bolt)] == [1, 2]
    assert of(ids.bolt, "mentees_unmatched", waited="under_a_week") == 2
    assert of(ids.bolt, "mentee_longest_wait_seconds") < 600
    await office.pass_time(WEEK)
    await look(office.runtime, *MEASURES)
    assert of(ids.bolt, "mentees_unmatched", waited="under_a_week") == 0
    assert of(ids.bolt, "mentees_unmatched", waited="under_a_month") == 2
    assert of(ids.bolt, "mentee_longest_wait_seconds") >= WEEK.total_seconds()
    assert (shown("mentees_unmatched", "matching", waited="under_a_month") or 0) >= 2

    before = shown("cycle_people_total", "matching", outcome="matched") or 0
    await office.matches(programme, ids.acme)
    await look(office.runtime, *MEASURES)
    assert of(ids.bolt, "mentees_unmatched", waited="under_a_month") == 0
    assert of(ids.bolt, "mentees_enrolled") == 2
    assert of(ids.acme, "places_given") == of(ids.bolt, "places_received") == 2
    assert of(ids.acme, "places_received") == 0
    assert (shown("cycle_people_total", "matching", outcome="matched") or 0) == before + 3


async def test_answers_to_offers_are_counted_for_whom_they_were_made_to(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    await office.matches(programme, ids.acme)
    taken, refused = (each for each in await office.mentorships(ids.bolt))
    await office.accepts(taken)
    mentee = next(each["person_id"] for each in refused["members"] if each["role"] == "mentee")
    path = f"/v1/mentorships/{refused['id']}/decline"
    assert (await office.post(path, ids.bolt, {"person_id": mentee, "reason": "no_time"})).status_code == 200
    assert of(ids.bolt, "offers_total", answer="accepted") == 1
    assert of(ids.bolt, "offers_total", answer="declined") == 1
    assert of(ids.acme, "offers_total", answer="accepted") == 1
    assert (shown("mentorships_started_total", "matching", kind="formal") or 0) >= 1
    assert (shown("offer_answer_seconds_count", "matching", answer="accepted") or 0) >= 2


async def test_a_closed_programme_leaves_nobody_waiting(office: Office, ids: FreshIds) -> None:
    programme = await two_organisations(office, ids)
    assert (await office.post(f"{programme}/close", ids.acme)).status_code == 200
    await look(office.runtime, *MEASURES)
    assert of(ids.bolt, "mentees_enrolled") == 0
    assert of(ids.bolt, "mentees_unmatched", waited="under_a_week") == 0


@pytest.mark.parametrize(
    ("match", "by"),
    [
        ({"by.seeking_in": {"$in": ["p"]}}, {"_id": "$by.organisation_id"}),
        (
            {"by.waiting_in": {"$in": ["p"]}, "by.waiting_since": {"$gt": None}},
            {"_id": "$by.organisation_id", "least": {"$min": "$by.waiting_since"}},
        ),
    ],
)
async def test_people_are_counted_from_an_index_alone(
    office: Office, match: dict[str, object], by: dict[str, object]
) -> None:
    pipeline = [{"$match": match}, {"$group": {**by, "count": {"$sum": 1}}}]
    asked = {"aggregate": Participant.KIND, "pipeline": pipeline, "cursor": {}}
    plan = str(await office.runtime.database.command("explain", asked, verbosity="queryPlanner"))
    assert "IXSCAN" in plan
    assert "FETCH" not in plan
