"""Scheduling as its callers meet it: one session's life, who sees what, what is refused and how."""

from datetime import datetime, timedelta

import httpx
import pytest
import pytest_asyncio

from mentormesh_contracts.vocabulary import MentorshipStatus, Scope
from tests.integration.scheduling.conftest import SchedulingOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import problem
from tests.integration.support.published import published
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOUR = timedelta(hours=1)
PAIR = ("north/ada", "south/ben")


def utc(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def pair_known(office: Office, ids: FreshIds) -> None:
    """Ada of north mentors Ben of south; Eve of east is a stranger to both."""
    await office.hears(office.pair(ids.m1, *ids.of(*PAIR)))
    await office.registers(ids.north, ids.ada)
    await office.registers(ids.east, ids.eve)


async def test_a_session_from_proposal_to_attendance(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    proposed = await office.plan(ids.m1, ids.north, tomorrow, book=False)
    path = f"/v1/sessions/{proposed.json()['id']}"
    assert (proposed.status_code, proposed.headers["Location"]) == (201, path)
    assert (await office.ask("GET", path, ids.south)).json() == proposed.json()
    assert problem(await office.ask("POST", f"{path}/book", ids.north)) == (409, "own-proposal")

    booked = await office.ask("POST", f"{path}/book", ids.south)
    assert (booked.status_code, booked.json()["status"]) == (200, "booked")
    moved = await office.ask("POST", f"{path}/reschedule", ids.south, {"start": utc(tomorrow + HOUR)})
    assert (moved.json()["start"], moved.json()["zone"]) == (utc(tomorrow + HOUR), "Europe/Paris")
    assert problem(await office.ask("POST", f"{path}/attendance", ids.south, {"came": [ids.ada]})) == (409, "not-begun")

    await office.pass_time(tomorrow + HOUR - office.now)
    held = await office.ask("POST", f"{path}/attendance", ids.north, {"came": [ids.ada, ids.ben]})
    assert held.json()["status"] == "held"
    assert [attendee["attended"] for attendee in held.json()["attendees"]] == [True, True]
    events = await published(office.runtime.settings, "mentormesh.sessions.v1", 4, about=proposed.json()["id"])
    assert [received.envelope.sequence for received in events] == [1, 2, 3, 4]
    assert [received.envelope.type.split(".")[2] for received in events] == [
        "proposed",
        "booked",
        "rescheduled",
        "held",
    ]


async def test_a_booked_session_of_which_nobody_says_who_came_is_missed(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    booked = (await office.plan(ids.m1, ids.north, tomorrow)).json()
    await office.pass_time(timedelta(days=9))

    async def is_missed() -> bool:
        answer = await office.ask("GET", f"/v1/sessions/{booked['id']}", ids.south)
        return bool(answer.json()["status"] == "missed")

    await eventually(is_missed)


async def test_of_a_session_strangers_learn_nothing(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    id = (await office.plan(ids.m1, ids.north, tomorrow)).json()["id"]
    for method, path, body in (
        ("GET", f"/v1/sessions/{id}", None),
        ("POST", f"/v1/sessions/{id}/book", None),
        ("POST", f"/v1/sessions/{id}/reschedule", {"start": utc(tomorrow + HOUR)}),
        ("POST", f"/v1/sessions/{id}/cancel", None),
        ("POST", f"/v1/sessions/{id}/attendance", {"came": []}),
        ("POST", f"/v1/mentorships/{ids.m1}/sessions", {"start": utc(tomorrow), "zone": "UTC"}),
        ("GET", f"/v1/people/{ids.ada}/calendar", None),
        ("GET", f"/v1/people/{ids.ada}/busy-times", None),
        (
            "POST",
            f"/v1/people/{ids.ada}/busy-times",
            {"start": utc(tomorrow), "end": utc(tomorrow + HOUR), "zone": "UTC"},
        ),
        ("DELETE", f"/v1/people/{ids.ada}/busy-times/any", None),
    ):
        strange = await office.ask(method, path, ids.east, body)
        nowhere = path.replace(id, "none").replace(ids.ada, "none").replace(ids.m1, "none")
        absent = await office.ask(method, nowhere, ids.east, body)
        assert problem(strange) == problem(absent) == (404, "unknown"), path
        told = (strange.json()["detail"].rpartition(" "), absent.json()["detail"].rpartition(" "))
        assert told[0][0] == told[1][0]
    for query in ("", f"?person_id={ids.ada}", f"?mentorship_id={ids.m1}", "?status=booked"):
        assert (await office.ask("GET", f"/v1/sessions{query}", ids.east)).json() == {"items": [], "next": None}


async def test_a_partner_in_an_active_mentorship_sees_the_busy_hours_and_nothing_else(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    id = (await office.plan(ids.m1, ids.north, tomorrow)).json()["id"]
    declared = await office.ask(
        "POST",
        f"/v1/people/{ids.ada}/busy-times",
        ids.north,
        {"start": utc(tomorrow + HOUR / 2), "end": utc(tomorrow + 2 * HOUR), "zone": "UTC"},
    )
    assert (declared.status_code, declared.json()["clashes_with"]) == (201, [id])

    own = (await office.ask("GET", f"/v1/people/{ids.ada}/calendar", ids.north)).json()
    assert [(it["session_id"], it["busy_time_id"]) for it in own["busy"]] == [(id, None), (None, declared.json()["id"])]
    partners = (await office.ask("GET", f"/v1/people/{ids.ada}/calendar", ids.south)).json()
    hours = {"start": utc(tomorrow), "end": utc(tomorrow + 2 * HOUR), "session_id": None, "busy_time_id": None}
    assert partners == {"person_id": ids.ada, "is_own": False, "busy": [hours]}
    for path in (f"/v1/people/{ids.ada}/busy-times", f"/v1/people/{ids.ada}/busy-times/{declared.json()['id']}"):
        method = "GET" if path.endswith("times") else "DELETE"
        assert problem(await office.ask(method, path, ids.south)) == (404, "unknown")

    await office.hears(office.pair(ids.m1, *ids.of(*PAIR), status=MentorshipStatus.PAUSED), sequence=2)
    assert problem(await office.ask("GET", f"/v1/people/{ids.ada}/calendar", ids.south)) == (404, "unknown")


async def test_busy_times_are_listed_in_pages_and_removed(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    declared = []
    for hour in range(3):
        body = {"start": utc(tomorrow + hour * HOUR), "end": utc(tomorrow + (hour + 1) * HOUR), "zone": "UTC"}
        declared.append((await office.ask("POST", f"/v1/people/{ids.ada}/busy-times", ids.north, body)).json()["id"])
    first = (await office.ask("GET", f"/v1/people/{ids.ada}/busy-times?limit=2", ids.north)).json()
    rest = (await office.ask("GET", f"/v1/people/{ids.ada}/busy-times?limit=2&after={first['next']}", ids.north)).json()
    assert [it["id"] for it in first["items"] + rest["items"]] == declared
    assert rest["next"] is None
    removed = await office.ask("DELETE", f"/v1/people/{ids.ada}/busy-times/{declared[1]}", ids.north)
    assert (removed.status_code, removed.content) == (204, b"")
    left = (await office.ask("GET", f"/v1/people/{ids.ada}/busy-times", ids.north)).json()
    assert [it["id"] for it in left["items"]] == [declared[0], declared[2]]


async def test_sessions_are_found_by_mentorship_person_status_and_time(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    await office.hears(office.pair(ids.m2, *ids.of("north/ada", "north/cem")))
    booked = (await office.plan(ids.m1, ids.north, tomorrow)).json()["id"]
    proposed = (await office.plan(ids.m2, ids.north, tomorrow + HOUR, book=False)).json()["id"]

    async def found(by: str = ids.north, **query: str) -> list[str]:
        answer = await office.ask("GET", f"/v1/sessions?{httpx.QueryParams(query)}", by)
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert await found() == [booked, proposed]
    assert await found(ids.south) == [booked]
    assert await found(mentorship_id=ids.m2) == [proposed]
    assert await found(person_id=ids.ben) == [booked]
    assert await found(status="proposed", person_id=ids.ada) == [proposed]
    assert await found(**{"from": utc(tomorrow), "to": utc(tomorrow + HOUR)}) == [booked]
    assert await found(**{"from": utc(tomorrow + HOUR)}) == [proposed]
    first = (await office.ask("GET", "/v1/sessions?limit=1", ids.north)).json()
    assert await found(limit="1", after=first["next"]) == [proposed]


async def test_what_is_wrong_is_named(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    for fault, named in (
        ({"start": "tomorrow"}, "/start"),
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"duration_minutes": 481}, "/duration_minutes"),
        ({"colour": "blue"}, "/colour"),
    ):
        answer = await office.ask(
            "POST", f"/v1/mentorships/{ids.m1}/sessions", ids.north, {"start": utc(tomorrow), "zone": "UTC", **fault}
        )
        assert problem(answer) == (422, "request-invalid")
        assert [error["pointer"] for error in answer.json()["errors"]] == [named]
    skipped = {"start": "2027-03-14T02:30", "zone": "America/New_York"}
    answer = await office.ask("POST", f"/v1/mentorships/{ids.m1}/sessions", ids.north, skipped)
    assert problem(answer) == (422, "time-skipped")
    assert answer.json()["clocks_show_instead"] == "2027-03-14T03:30:00"
    for query in ("from=0001-01-01T00:00:00%2B14:00", "status=later", "after=nothing", "person_id=%20", "limit=0"):
        assert (await office.ask("GET", f"/v1/sessions?{query}", ids.north)).status_code in (400, 422), query


async def test_writing_needs_the_scope_to_coordinate_and_reading_the_scope_to_read(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    answer = await office.plan(ids.m1, ids.north, tomorrow, scopes=(Scope.READ, Scope.ROSTER))
    assert problem(answer) == (403, "scope-missing")
    answer = await office.ask("GET", "/v1/sessions", ids.north, scopes=(Scope.COORDINATE,))
    assert problem(answer) == (403, "scope-missing")


async def test_a_stale_etag_is_refused(office: Office, ids: FreshIds, tomorrow: datetime) -> None:
    booked = await office.plan(ids.m1, ids.north, tomorrow)
    path = f"/v1/sessions/{booked.json()['id']}"
    seen = (await office.ask("GET", path, ids.north)).headers["ETag"]
    assert seen == booked.headers["ETag"]
    condition = {"If-Match": seen}
    moved = await office.ask(
        "POST", f"{path}/reschedule", ids.south, {"start": utc(tomorrow + HOUR)}, headers=condition
    )
    assert moved.status_code == 200
    assert problem(await office.ask("POST", f"{path}/cancel", ids.north, headers=condition)) == (412, "stale")


async def test_when_a_mentorship_is_over_its_sessions_are_called_off_and_its_people_are_free(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    booked = (await office.plan(ids.m1, ids.north, tomorrow)).json()["id"]
    await office.hears(office.pair(ids.m1, *ids.of(*PAIR), status=MentorshipStatus.COMPLETED), sequence=2)
    assert (await office.ask("GET", f"/v1/sessions/{booked}", ids.south)).json()["status"] == "cancelled"
    assert (await office.ask("GET", f"/v1/people/{ids.ada}/calendar", ids.north)).json()["busy"] == []
    assert problem(await office.plan(ids.m1, ids.north, tomorrow)) == (409, "mentorship-not-active")
