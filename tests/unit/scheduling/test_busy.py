from datetime import datetime, timedelta

import pytest

from services.deciding import Refusal, Unknown
from services.scheduling.domain.busy import (
    BusyTimeUnfit,
    DeclareBusy,
    RemoveBusyTime,
    TooManyBusyTimes,
    declare_busy,
    remove_busy_time,
)
from services.scheduling.domain.calendar import AttendeeLeft, Calendar, TimeTaken
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.plan import book_session
from services.scheduling.domain.wall_clock import TimeSkipped
from services.scheduling.domain.wish import InThePast, TooFarAhead
from tests.unit.scheduling.world import DAY, HOUR, NOW, World, mentorship, plan, wall

TOMORROW = NOW + DAY


def busy(
    start: datetime = TOMORROW, end: datetime = TOMORROW + HOUR, *, by: str = "north", zone: str = "UTC"
) -> DeclareBusy:
    return DeclareBusy(organisation_id=by, person_id="ada", start=start, end=end, zone=zone)


@pytest.fixture
def world() -> World:
    return World(KnownMentorship.of(mentorship()), Calendar(id="ada", organisation_id="north"))


def test_nobody_is_booked_while_busy(world: World) -> None:
    world.do(declare_busy, busy())
    with pytest.raises(TimeTaken) as refused:
        world.do(book_session, plan(TOMORROW))
    assert refused.value.facts == {"people": ["ada"]}
    world.do(book_session, plan(TOMORROW + HOUR))


def test_once_it_is_taken_out_the_time_is_free(world: World) -> None:
    declared = world.do(declare_busy, busy())
    command = RemoveBusyTime(organisation_id="north", person_id="ada", busy_time_id=declared.busy_time.id)
    world.do(remove_busy_time, command)
    world.do(book_session, plan(TOMORROW))
    with pytest.raises(Unknown):
        world.do(remove_busy_time, command)


def test_sessions_that_are_booked_already_stay_and_are_named(world: World) -> None:
    booked = world.do(book_session, plan(TOMORROW)).id
    assert world.do(declare_busy, busy()).clashes_with == (booked,)
    assert len(world.booked_times("ada")) == 1


def test_sessions_at_other_times_are_not_named(world: World) -> None:
    world.do(book_session, plan(TOMORROW - HOUR))
    world.do(book_session, plan(TOMORROW + HOUR))
    assert world.do(declare_busy, busy()).clashes_with == ()


def test_it_is_read_in_its_zone(world: World) -> None:
    declared = world.do(
        declare_busy, busy(wall("2027-07-01T00:00"), wall("2027-07-02T00:00"), zone="Australia/Lord_Howe")
    ).busy_time
    assert (declared.start.isoformat(), declared.end.isoformat()) == (
        "2027-06-30T13:30:00+00:00",
        "2027-07-01T13:30:00+00:00",
    )
    with pytest.raises(TimeSkipped) as refused:
        world.do(declare_busy, busy(wall("2027-10-02T00:00"), wall("2027-10-03T02:10"), zone="Australia/Lord_Howe"))
    assert refused.value.field == "end"


@pytest.mark.parametrize(
    ("start", "end", "refusal"),
    [
        (TOMORROW, TOMORROW, BusyTimeUnfit),
        (TOMORROW, TOMORROW - HOUR, BusyTimeUnfit),
        (TOMORROW, TOMORROW + timedelta(days=367), BusyTimeUnfit),
        (NOW - HOUR, NOW, InThePast),
        (NOW + timedelta(days=732), NOW + timedelta(days=733), TooFarAhead),
    ],
)
def test_it_must_make_sense(world: World, start: datetime, end: datetime, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        world.do(declare_busy, busy(start, end))


def test_one_that_has_begun_may_be_declared(world: World) -> None:
    world.do(declare_busy, busy(NOW - HOUR, NOW + HOUR))


def test_there_is_an_end_to_them(world: World) -> None:
    for _ in range(200):
        world.do(declare_busy, busy())
    with pytest.raises(TooManyBusyTimes):
        world.do(declare_busy, busy())


def test_those_long_over_make_room(world: World) -> None:
    for _ in range(200):
        world.do(declare_busy, busy())
    world.now = TOMORROW + 3 * DAY
    world.do(declare_busy, busy(world.now, world.now + HOUR))
    assert len(world.get(Calendar, "ada").busy_times) == 1


def test_only_the_person_s_own_organisation_says_so(world: World) -> None:
    with pytest.raises(Unknown):
        world.do(declare_busy, busy(by="south"))
    with pytest.raises(Unknown):
        world.do(remove_busy_time, RemoveBusyTime(organisation_id="south", person_id="ada", busy_time_id="id1"))


def test_nothing_is_entered_for_somebody_who_has_left() -> None:
    world = World(Calendar(id="ada", organisation_id="north", left=True))
    with pytest.raises(AttendeeLeft):
        world.do(declare_busy, busy())


def test_of_a_calendar_others_learn_when_it_is_not_free_and_nothing_else(world: World) -> None:
    world.do(book_session, plan(TOMORROW))
    world.do(declare_busy, busy(TOMORROW + HOUR / 2, TOMORROW + 2 * HOUR))
    (interval,) = world.get(Calendar, "ada").free_busy()
    assert interval.model_dump() == {"start": TOMORROW, "end": TOMORROW + 2 * HOUR}
