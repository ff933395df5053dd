"""Two replicas, many requests at the same moment: nobody is ever in two sessions at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import combinations, count
from random import Random

import httpx
import pytest
import pytest_asyncio

from mentormesh_contracts.vocabulary import MentorshipStatus
from services.chassis.identity import new_id
from services.chassis.mongo.scope import OrganisationScope
from services.chassis.settings import Settings
from services.scheduling.app import SERVICE
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.session import PlannedSession
from tests.integration.scheduling.conftest import SchedulingOffice as Office
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.office import problem, slug

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(settings: Settings) -> AsyncIterator[Office]:
    """Two replicas, on the same database and in the same consumer group."""
    async with Office.opened(SERVICE, settings, replicas=2) as office:
        yield office


async def test_of_many_who_book_one_mentor_s_hour_exactly_one_wins(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    mentorships, mentees = ids.many("m", 12), ids.many("ben", 12)
    ada = f"{ids.north}/{ids.ada}"
    pairs = zip(mentorships, mentees, strict=True)
    await office.hears(*(office.pair(mentorship, ada, f"{ids.south}/{mentee}") for mentorship, mentee in pairs))

    answers = await asyncio.gather(
        *(office.plan(id, ids.south, tomorrow, replica=number % 2) for number, id in enumerate(mentorships))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    refused = [answer for answer in answers if answer.status_code == 409]
    assert {slug(answer) for answer in refused} == {"time-taken"}
    assert all(answer.json()["people"] == [ids.ada] for answer in refused)
    (calendar,) = await calendars(office, ids.north)
    assert (calendar.id, len(calendar.bookings)) == (ids.ada, 1)


async def test_the_first_booking_of_two_people_without_a_calendar_is_won_once(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    ada, ben = ids.of("north/ada", "south/ben")
    await office.hears(office.pair(ids.m1, ada, ben), office.pair(ids.m2, ben, ada))

    answers = await asyncio.gather(
        *(office.plan(id, ids.north, tomorrow, replica=number) for number, id in enumerate((ids.m1, ids.m2)))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_whatever_is_booked_moved_and_cancelled_at_once_no_calendar_has_an_overlap(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    chance = Random(7)
    people = [f"{ids.north}/{person}" for person in ids.many("p", 5)]
    pairs = list(combinations(people, 2))
    mentorships = ids.many("m", len(pairs))
    await office.hears(*(office.pair(id, *pair) for id, pair in zip(mentorships, pairs, strict=True)))

    async def coordinator(number: int) -> None:
        mine: list[str] = []
        for _ in range(8):
            start = tomorrow + chance.randrange(24) * QUARTER
            answer = await one_act(office, chance, chance.choice(mentorships), ids.north, start, mine, number % 2)
            assert answer.status_code in (200, 201, 409), answer.text

    await asyncio.gather(*(coordinator(number) for number in range(12)))

    found = await calendars(office, ids.north)
    for calendar in found:
        assert not any(one.overlaps(other) for one, other in combinations(calendar.bookings, 2))
    standing = {
        (person, session.id, session.session.start)
        for session in await sessions(office, ids.north)
        if session.status.value == "booked"
        for person in session.people
    }
    assert {(each.id, it.session_id, it.start) for each in found for it in each.bookings} == standing
    assert len(standing) >= 10


async def one_act(
    office: Office, chance: Random, mentorship: str, by: str, start: datetime, mine: list[str], replica: int
) -> httpx.Response:
    """Book something, or move or cancel what one has booked."""
    act = chance.choice(["book", "book", "reschedule", "cancel"]) if mine else "book"
    if act == "book":
        answer = await office.plan(mentorship, by, start, replica=replica, duration_minutes=45)
        mine += [answer.json()["id"]] if answer.status_code == 201 else []
        return answer
    body = {"start": start.isoformat()} if act == "reschedule" else None
    return await office.post(f"/v1/sessions/{chance.choice(mine)}/{act}", by, body, replica=replica)


async def test_the_same_request_sent_twice_to_two_replicas_books_once(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    await office.hears(office.pair(ids.m1, *ids.of("north/ada", "south/ben")))
    same = {"Idempotency-Key": new_id()}

    answers = await asyncio.gather(
        *(office.plan(ids.m1, ids.north, tomorrow, replica=n % 2, headers=same) for n in range(6))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_no_session_is_booked_into_a_mentorship_that_ends_at_the_same_moment(
    office: Office, ids: FreshIds, tomorrow: datetime
) -> None:
    mentorships = dict(zip(ids.many("m", 10), zip(ids.many("a", 10), ids.many("b", 10), strict=True), strict=True))
    pairs = {id: (f"{ids.north}/{a}", f"{ids.south}/{b}") for id, (a, b) in mentorships.items()}
    await office.hears(*(office.pair(id, *pair) for id, pair in pairs.items()))

    async def book_until_refused(id: str) -> None:
        for hour in count(1):
            answer = await office.plan(id, ids.north, tomorrow + hour * HOUR, replica=hour % 2)
            if answer.status_code != 201:
                assert problem(answer) == (409, "mentorship-not-active")
                return

    begun = [await office.plan(id, ids.north, tomorrow) for id in pairs]
    assert {answer.status_code for answer in begun} == {201}
    ended = (office.pair(id, *pair, status=MentorshipStatus.COMPLETED) for id, pair in pairs.items())
    await asyncio.gather(office.hears(*ended, sequence=2), *(book_until_refused(id) for id in pairs))

    assert {session.status.value for session in await sessions(office, ids.north)} == {"cancelled"}
    assert not any(calendar.bookings for calendar in await calendars(office, ids.north))


async def calendars(office: Office, organisation_id: str) -> list[Calendar]:
    reader = office.runtime.reader(OrganisationScope(organisation_id))
    return [calendar async for calendar in reader.all(Calendar)]


async def sessions(office: Office, organisation_id: str) -> list[PlannedSession]:
    reader = office.runtime.reader(OrganisationScope(organisation_id))
    return [session async for session in reader.all(PlannedSession)]
