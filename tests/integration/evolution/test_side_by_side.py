"""Old and new code on one topic: version 1 and version 2 of a rescheduled session, both ways."""

from datetime import datetime, timedelta
from pathlib import Path

from deploy.local import Servers
from mentormesh_contracts.earlier import RESCHEDULED_V1
from mentormesh_contracts.sessions import SessionRescheduled
from services.chassis.settings import Settings
from services.scheduling.app import SERVICE as SCHEDULING
from tests.fresh_names import FreshNames
from tests.integration.evolution.calendar import CALENDAR, free_again
from tests.integration.evolution.old_code import old_service_tells, old_subscriber
from tests.integration.scheduling.conftest import SchedulingOffice
from tests.integration.support.installation import install
from tests.integration.support.office import Office
from tests.integration.support.waiting import eventually

HOUR = timedelta(hours=1)
SESSION = {
    "id": "old-session",
    "mentorship_id": "m1",
    "status": "booked",
    "start": "2026-03-02T10:00:00Z",
    "end": "2026-03-02T11:30:00Z",
    "zone": "UTC",
    "attendees": [],
}


async def planned(office: SchedulingOffice, start: datetime) -> str:
    """The id of a session of an hour."""
    await office.hears(office.pair("pair", "north/ada", "north/ben"))
    return str((await office.plan("pair", "north", start)).json()["id"])


async def moved(office: SchedulingOffice, session: str, start: datetime, minutes: int) -> None:
    """To another time, and to another length."""
    wish = {"start": start.isoformat(), "zone": "Europe/Paris", "duration_minutes": minutes}
    answer = await office.post(f"/v1/sessions/{session}/reschedule", "north", wish)
    assert answer.is_success, answer.text


async def frees(calendar: Office, session: str, start: datetime, length: timedelta) -> None:
    """Wait until the new reader has this time as free again."""

    async def is_free() -> bool:
        return await free_again(calendar.runtime.database, session) == (start, start + length)

    await eventually(is_free)


async def test_while_there_are_old_readers_new_code_writes_what_they_read_and_later_what_it_reads_itself(
    servers: Servers, fresh_names: FreshNames, tmp_path: Path
) -> None:
    before = await install(servers, fresh_names, events_write=RESCHEDULED_V1)
    after = before.model_copy(update={"events_write": ""})
    with old_subscriber(before, tmp_path) as old:
        async with Office.opened(CALENDAR, before) as calendar:
            async with SchedulingOffice.opened(SCHEDULING, before) as office:
                start = office.now.replace(second=0) + timedelta(days=1)
                session = await planned(office, start)
                await moved(office, session, start + HOUR, minutes=60)
                await old.hears(
                    type=RESCHEDULED_V1,
                    event="SessionRescheduled",
                    previous_start=f"{start:%Y-%m-%dT%H:%M:%SZ}",
                    sequence=2,
                )
                await frees(calendar, session, start, HOUR)
            async with SchedulingOffice.opened(SCHEDULING, after) as office:
                await moved(office, session, start + 2 * HOUR, minutes=30)
                await moved(office, session, start + 3 * HOUR, minutes=30)
                await frees(calendar, session, start + 2 * HOUR, HOUR / 2)
                assert (await office.post(f"/v1/sessions/{session}/cancel", "north")).is_success
        await old.hears(type=SessionRescheduled.TYPE, event=None, sequence=4)
        await old.hears(event="SessionCancelled", sequence=5)


async def test_new_code_reads_what_old_code_writes(own: Settings, tmp_path: Path) -> None:
    async with Office.opened(CALENDAR, own) as calendar:
        told = {"after": SESSION, "previous_start": "2026-03-01T09:00:00Z"}
        await old_service_tells(own, tmp_path, 1, told)
        start = datetime.fromisoformat("2026-03-01T09:00:00+00:00")
        await frees(calendar, "old-session", start, timedelta(minutes=90))
        assert await calendar.runtime.database["held"].count_documents({}) == 0
