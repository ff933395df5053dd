"""Scheduling as its callers meet it: one session's life, who sees what, what is refused and how."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from mentormesh_contracts.vocabulary import MentorshipStatus, Scope
from tests.integration.chassis.conftest import eventually
from tests.integration.chassis.reading import published
from tests.integration.scheduling.conftest import TOMORROW, Office, pair

HOUR = timedelta(hours=1)


def utc(moment: Any) -> str:
    return str(moment.isoformat().replace("+00:00", "Z"))


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


@pytest.fixture
async def pair_known(office: Office) -> Office:
    """Ada of north mentors Ben of south; Eve of east is a stranger to both."""
    await office.hears(pair("m1", "north/ada", "south/ben"))
    await office.registers("north", "ada")
    await office.registers("east", "eve")
    return office


async def test_a_session_from_proposal_to_attendance(pair_known: Office) -> None:
    office = pair_known
    proposed = await office.plan("m1", "north", TOMORROW, book=False)
    path = f"/v1/sessions/{proposed.json()['id']}"
    assert (proposed.status_code, proposed.headers["Location"]) == (201, path)
    assert (await office.ask("GET", path, "south")).json() == proposed.json()
    assert problem(await office.ask("POST", f"{path}/book", "north")) == (409, "own-proposal")

    booked = await office.ask("POST", f"{path}/book", "south")
    assert (booked.status_code, booked.json()["status"]) == (200, "booked")
    moved = await office.ask("POST", f"{path}/reschedule", "south", {"start": utc(TOMORROW + HOUR)})
    assert (moved.json()["start"], moved.json()["zone"]) == (utc(TOMORROW + HOUR), "Europe/Paris")
    assert problem(await office.ask("POST", f"{path}/attendance", "south", {"came": ["ada"]})) == (409, "not-begun")

    office.runtime.clock.advance(TOMORROW + HOUR - office.runtime.clock.now())
    held = await office.ask("POST", f"{path}/attendance", "north", {"came": ["ada", "ben"]})
    assert held.json()["status"] == "held"
    assert [attendee["attended"] for attendee in held.json()["attendees"]] == [True, True]
    events = await published(office.runtime.settings, "mentormesh.sessions.v1", 4)
    assert [received.envelope.sequence for received in events] == [1, 2, 3, 4]
    assert [received.envelope.type.split(".")[2] for received in events] == [
        "proposed",
        "booked",
        "rescheduled",
        "held",
    ]


async def test_a_booked_session_of_which_nobody_says_who_came_is_missed(pair_known: Office) -> None:
    office = pair_known
    booked = (await office.plan("m1", "north", TOMORROW)).json()
    office.runtime.clock.advance(timedelta(days=9))

    async def is_missed() -> bool:
        answer = await office.ask("GET", f"/v1/sessions/{booked['id']}", "south")
        return bool(answer.json()["status"] == "missed")

    await eventually(is_missed)


async def test_of_a_session_strangers_learn_nothing(pair_known: Office) -> None:
    office = pair_known
    id = (await office.plan("m1", "north", TOMORROW)).json()["id"]
    for method, path, body in (
        ("GET", f"/v1/sessions/{id}", None),
        ("POST", f"/v1/sessions/{id}/book", None),
        ("POST", f"/v1/sessions/{id}/reschedule", {"start": utc(TOMORROW + HOUR)}),
        ("POST", f"/v1/sessions/{id}/cancel", None),
        ("POST", f"/v1/sessions/{id}/attendance", {"came": []}),
        ("POST", "/v1/mentorships/m1/sessions", {"start": utc(TOMORROW), "zone": "UTC"}),
        ("GET", "/v1/people/ada/calendar", None),
        ("GET", "/v1/people/ada/busy-times", None),
        ("POST", "/v1/people/ada/busy-times", {"start": utc(TOMORROW), "end": utc(TOMORROW + HOUR), "zone": "UTC"}),
        ("DELETE", "/v1/people/ada/busy-times/any", None),
    ):
        strange = await office.ask(method, path, "east", body)
        nowhere = path.replace(id, "none").replace("ada", "none").replace("/m1/", "/none/")
        absent = await office.ask(method, nowhere, "east", body)
        assert problem(strange) == problem(absent) == (404, "unknown"), path
        told = (strange.json()["detail"].rpartition(" "), absent.json()["detail"].rpartition(" "))
        assert told[0][0] == told[1][0]
    for query in ("", "?person_id=ada", "?mentorship_id=m1", "?status=booked"):
        assert (await office.ask("GET", f"/v1/sessions{query}", "east")).json() == {"items": [], "next": None}


async def test_a_partner_in_an_active_mentorship_sees_the_busy_hours_and_nothing_else(pair_known: Office) -> None:
    office = pair_known
    id = (await office.plan("m1", "north", TOMORROW)).json()["id"]
    declared = await office.ask(
        "POST",
        "/v1/people/ada/busy-times",
        "north",
        {"start": utc(TOMORROW + HOUR / 2), "end": utc(TOMORROW + 2 * HOUR), "zone": "UTC"},
    )
    assert (declared.status_code, declared.json()["clashes_with"]) == (201, [id])

    own = (await office.ask("GET", "/v1/people/ada/calendar", "north")).json()
    assert [(it["session_id"], it["busy_time_id"]) for it in own["busy"]] == [(id, None), (None, declared.json()["id"])]
    partners = (await office.ask("GET", "/v1/people/ada/calendar", "south")).json()
    hours = {"start": utc(TOMORROW), "end": utc(TOMORROW + 2 * HOUR), "session_id": None, "busy_time_id": None}
    assert partners == {"person_id": "ada", "is_own": False, "busy": [hours]}
    for path in ("/v1/people/ada/busy-times", f"/v1/people/ada/busy-times/{declared.json()['id']}"):
        method = "GET" if path.endswith("times") else "DELETE"
        assert problem(await office.ask(method, path, "south")) == (404, "unknown")

    await office.hears(pair("m1", "north/ada", "south/ben", MentorshipStatus.PAUSED), sequence=2)
    assert problem(await office.ask("GET", "/v1/people/ada/calendar", "south")) == (404, "unknown")


async def test_busy_times_are_listed_in_pages_and_removed(pair_known: Office) -> None:
    office = pair_known
    declared = []
    for hour in range(3):
        body = {"start": utc(TOMORROW + hour * HOUR), "end": utc(TOMORROW + (hour + 1) * HOUR), "zone": "UTC"}
        declared.append((await office.ask("POST", "/v1/people/ada/busy-times", "north", body)).json()["id"])
    first = (await office.ask("GET", "/v1/people/ada/busy-times?limit=2", "north")).json()
    rest = (await office.ask("GET", f"/v1/people/ada/busy-times?limit=2&after={first['next']}", "north")).json()
    assert [it["id"] for it in first["items"] + rest["items"]] == declared
    assert rest["next"] is None
    removed = await office.ask("DELETE", f"/v1/people/ada/busy-times/{declared[1]}", "north")
    assert (removed.status_code, removed.content) == (204, b"")
    left = (await office.ask("GET", "/v1/people/ada/busy-times", "north")).json()
    assert [it["id"] for it in left["items"]] == [declared[0], declared[2]]


async def test_sessions_are_found_by_mentorship_person_status_and_time(pair_known: Office) -> None:
    office = pair_known
    await office.hears(pair("m2", "north/ada", "north/cem"))
    booked = (await office.plan("m1", "north", TOMORROW)).json()["id"]
    proposed = (await office.plan("m2", "north", TOMORROW + HOUR, book=False)).json()["id"]

    async def found(by: str = "north", **query: str) -> list[str]:
        answer = await office.ask("GET", f"/v1/sessions?{httpx.QueryParams(query)}", by)
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert await found() == [booked, proposed]
    assert await found("south") == [booked]
    assert await found(mentorship_id="m2") == [proposed]
    assert await found(person_id="ben") == [booked]
    assert await found(status="proposed", person_id="ada") == [proposed]
    assert await found(**{"from": utc(TOMORROW), "to": utc(TOMORROW + HOUR)}) == [booked]
    assert await found(**{"from": utc(TOMORROW + HOUR)}) == [proposed]
    first = (await office.ask("GET", "/v1/sessions?limit=1", "north")).json()
    assert await found(limit="1", after=first["next"]) == [proposed]


async def test_what_is_wrong_is_named(pair_known: Office) -> None:
    office = pair_known
    for fault, named in (
        ({"start": "tomorrow"}, "/start"),
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"duration_minutes": 481}, "/duration_minutes"),
        ({"colour": "blue"}, "/colour"),
    ):
        answer = await office.ask(
            "POST", "/v1/mentorships/m1/sessions", "north", {"start": utc(TOMORROW), "zone": "UTC", **fault}
        )
        assert problem(answer) == (422, "request-invalid")
        assert [error["pointer"] for error in answer.json()["errors"]] == [named]
    skipped = {"start": "2027-03-14T02:30", "zone": "America/New_York"}
    answer = await office.ask("POST", "/v1/mentorships/m1/sessions", "north", skipped)
    assert problem(answer) == (422, "time-skipped")
    assert answer.json()["clocks_show_instead"] == "2027-03-14T03:30:00"
    for query in ("from=0001-01-01T00:00:00%2B14:00", "status=later", "after=nothing", "person_id=%20", "limit=0"):
        assert (await office.ask("GET", f"/v1/sessions?{query}", "north")).status_code in (400, 422), query


async def test_writing_needs_the_scope_to_coordinate_and_reading_the_scope_to_read(pair_known: Office) -> None:
    office = pair_known
    answer = await office.plan("m1", "north", TOMORROW, scopes=(Scope.READ, Scope.ROSTER))
    assert problem(answer) == (403, "scope-missing")
    answer = await office.ask("GET", "/v1/sessions", "north", scopes=(Scope.COORDINATE,))
    assert problem(answer) == (403, "scope-missing")


async def test_a_stale_etag_is_refused(pair_known: Office) -> None:
    office = pair_known
    booked = await office.plan("m1", "north", TOMORROW)
    path = f"/v1/sessions/{booked.json()['id']}"
    seen = (await office.ask("GET", path, "north")).headers["ETag"]
    assert seen == booked.headers["ETag"]
    condition = {"If-Match": seen}
    moved = await office.ask("POST", f"{path}/reschedule", "south", {"start": utc(TOMORROW + HOUR)}, headers=condition)
    assert moved.status_code == 200
    assert problem(await office.ask("POST", f"{path}/cancel", "north", headers=condition)) == (412, "stale")


async def test_when_a_mentorship_is_over_its_sessions_are_called_off_and_its_people_are_free(
    pair_known: Office,
) -> None:
    office = pair_known
    booked = (await office.plan("m1", "north", TOMORROW)).json()["id"]
    await office.hears(pair("m1", "north/ada", "south/ben", MentorshipStatus.COMPLETED), sequence=2)
    assert (await office.ask("GET", f"/v1/sessions/{booked}", "south")).json()["status"] == "cancelled"
    assert (await office.ask("GET", "/v1/people/ada/calendar", "north")).json()["busy"] == []
    assert problem(await office.plan("m1", "north", TOMORROW)) == (409, "mentorship-not-active")
