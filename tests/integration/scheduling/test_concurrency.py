"""Two replicas, many requests at the same moment: nobody is ever in two sessions at once."""

import asyncio
from datetime import datetime, timedelta
from itertools import combinations
from random import Random

import httpx

from mentormesh_contracts.vocabulary import MentorshipStatus
from services.chassis.mongo.scope import NetworkScope
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.session import PlannedSession
from tests.integration.scheduling.conftest import TOMORROW, Office, pair

QUARTER = timedelta(minutes=15)


async def test_of_many_who_book_one_mentor_s_hour_exactly_one_wins(two_replicas: Office) -> None:
    office = two_replicas
    mentees = [f"south/ben{number}" for number in range(12)]
    await office.hears(*(pair(f"m{number}", "north/ada", mentee) for number, mentee in enumerate(mentees)))

    answers = await asyncio.gather(
        *(office.plan(f"m{number}", "south", TOMORROW, replica=number % 2) for number in range(len(mentees)))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {problem["type"].rpartition("/")[2] for problem in refused} == {"time-taken"}
    assert all(problem["people"] == ["ada"] for problem in refused)
    assert [len(calendar.bookings) for calendar in await calendars(office) if calendar.id == "ada"] == [1]


async def test_the_first_booking_of_two_people_without_a_calendar_is_won_once(two_replicas: Office) -> None:
    office = two_replicas
    await office.hears(pair("m1", "north/ada", "south/ben"), pair("m2", "south/ben", "north/ada"))

    answers = await asyncio.gather(*(office.plan(f"m{n + 1}", "north", TOMORROW, replica=n) for n in range(2)))

    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_whatever_is_booked_moved_and_cancelled_at_once_no_calendar_has_an_overlap(two_replicas: Office) -> None:
    office = two_replicas
    chance = Random(7)
    people = [f"north/p{number}" for number in range(5)]
    pairs = [pair(f"m{number}", one, other) for number, (one, other) in enumerate(combinations(people, 2))]
    await office.hears(*pairs)

    async def coordinator(number: int) -> None:
        mine: list[str] = []
        for _ in range(8):
            answer = await one_act(office, chance, f"m{chance.randrange(len(pairs))}", mine, number % 2)
            assert answer.status_code in (200, 201, 409), answer.text

    await asyncio.gather(*(coordinator(number) for number in range(12)))

    found = await calendars(office)
    for calendar in found:
        assert not any(one.overlaps(other) for one, other in combinations(calendar.bookings, 2))
    reader = office.runtime.reader(NetworkScope("test"))
    sessions = [session async for session in reader.all(PlannedSession)]
    standing = {
        (person, session.id, session.session.start)
        for session in sessions
        if session.status.value == "booked"
        for person in session.people
    }
    assert {(each.id, it.session_id, it.start) for each in found for it in each.bookings} == standing
    assert len(standing) >= 10


async def one_act(office: Office, chance: Random, mentorship: str, mine: list[str], replica: int) -> httpx.Response:
    """Book something, or move or cancel what one has booked."""
    start = TOMORROW + chance.randrange(24) * QUARTER
    act = chance.choice(["book", "book", "reschedule", "cancel"]) if mine else "book"
    if act == "book":
        answer = await office.plan(mentorship, "north", start, replica=replica, duration_minutes=45)
        mine += [answer.json()["id"]] if answer.status_code == 201 else []
        return answer
    body = {"start": start.isoformat()} if act == "reschedule" else None
    return await office.ask("POST", f"/v1/sessions/{chance.choice(mine)}/{act}", "north", body, replica=replica)


async def test_the_same_request_sent_twice_to_two_replicas_books_once(two_replicas: Office) -> None:
    office = two_replicas
    await office.hears(pair("m1", "north/ada", "south/ben"))
    same = {"Idempotency-Key": "one-and-the-same"}

    answers = await asyncio.gather(
        *(office.plan("m1", "north", TOMORROW, replica=n % 2, headers=same) for n in range(6))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_no_session_is_booked_into_a_mentorship_that_ends_at_the_same_moment(two_replicas: Office) -> None:
    office = two_replicas
    names = [f"m{number}" for number in range(10)]
    await office.hears(*(pair(name, f"north/a{name}", f"south/b{name}") for name in names))

    async def book(name: str, number: int) -> httpx.Response:
        await asyncio.sleep(number * 0.01)
        return await office.plan(name, "north", moment(number), replica=number % 2)

    ending = office.hears(
        *(pair(name, f"north/a{name}", f"south/b{name}", MentorshipStatus.COMPLETED) for name in names), sequence=2
    )
    answers = await asyncio.gather(ending, *(book(name, n) for name in names for n in range(6)))

    assert {answer.status_code for answer in answers if answer is not None} == {201, 409}
    reader = office.runtime.reader(NetworkScope("test"))
    assert {session.status.value async for session in reader.all(PlannedSession)} <= {"cancelled"}
    assert not any(calendar.bookings for calendar in await calendars(office))


def moment(number: int) -> datetime:
    return TOMORROW + timedelta(hours=number)


async def calendars(office: Office) -> list[Calendar]:
    reader = office.runtime.reader(NetworkScope("test"))
    return [calendar async for calendar in reader.all(Calendar)]
