"""What scheduling shows of the mission; and that whoever is booked twice is seen, however it came about."""

from datetime import datetime, timedelta

import pytest

from services.scheduling.domain.session import PlannedSession
from services.scheduling.measures import MEASURES
from tests.integration.scheduling.conftest import SchedulingOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.measured import look, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOUR = timedelta(hours=1)


def sessions(outcome: str, organisation: str) -> float:
    labels = {"outcome": outcome, "organisation": organisation}
    return shown("organisation_sessions_total", "scheduling", **labels) or 0


async def test_sessions_are_counted_by_what_became_of_them(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    await office.hears(office.pair(ids.m, f"{ids.north}/{ids.ada}", f"{ids.south}/{ids.bo}"))
    session = (await office.plan(ids.m, ids.north, tomorrow)).json()["id"]
    assert (await office.post(f"/v1/sessions/{session}/cancel", ids.south)).status_code == 200
    for organisation in (ids.north, ids.south):
        assert [sessions(outcome, organisation) for outcome in ("booked", "cancelled", "held")] == [1, 1, 0]


async def test_whoever_is_booked_twice_is_seen(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    await office.hears(office.pair(ids.m, f"{ids.north}/{ids.ada}", f"{ids.south}/{ids.bo}"))
    start = tomorrow - 12 * HOUR
    first = (await office.plan(ids.m, ids.north, start)).json()["id"]
    second = (await office.plan(ids.m, ids.north, start + 2 * HOUR)).json()["id"]
    await look(office.runtime, *MEASURES)
    assert (shown("bookings_checked", "scheduling") or 0) >= 4
    assert shown("bookings_overlapping", "scheduling") == 0

    # No request could do this: what stands in one collection is put into the other's place, by hand.
    collection = office.runtime.database[PlannedSession.KIND]
    one = await collection.find_one({"_id": first})
    assert one is not None
    change = {"state": one["state"].replace(first, second), "by.start": one["by"]["start"]}
    await collection.update_one({"_id": second}, {"$set": change})
    await look(office.runtime, *MEASURES)
    assert shown("bookings_overlapping", "scheduling") == 2
    await collection.delete_one({"_id": second})
