from mentormesh_contracts.people import Person, PersonLeft, PersonRegistered, PersonReturned
from mentormesh_contracts.vocabulary import PersonStatus
from services.scheduling.domain.busy import DeclareBusy, declare_busy
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.follow_person import close_calendar, open_calendar
from services.scheduling.domain.plan import book_session
from tests.unit.scheduling.world import DAY, HOUR, NOW, World, plan

ADA = Person(id="ada", organisation_id="north", registered_at=NOW, changed_at=NOW)
GONE = ADA.model_copy(update={"status": PersonStatus.LEFT})


def test_whoever_is_registered_has_a_calendar() -> None:
    world = World()
    world.do(open_calendar, PersonRegistered(after=ADA))
    assert world.get(Calendar, "ada") == Calendar(id="ada", organisation_id="north")


def test_a_calendar_that_was_opened_by_a_booking_is_kept() -> None:
    world = World.with_mentorships()
    world.do(book_session, plan(NOW + DAY))
    world.do(open_calendar, PersonRegistered(after=ADA))
    assert len(world.booked_times("ada")) == 1


def test_when_somebody_leaves_their_busy_times_are_forgotten_and_their_bookings_wait_for_the_end() -> None:
    world = World.with_mentorships()
    world.do(open_calendar, PersonRegistered(after=ADA))
    world.do(book_session, plan(NOW + DAY))
    busy = DeclareBusy(
        organisation_id="north", person_id="ada", start=NOW + 2 * DAY, end=NOW + 2 * DAY + HOUR, zone="UTC"
    )
    world.do(declare_busy, busy)
    world.do(close_calendar, PersonLeft(after=GONE))
    left = world.get(Calendar, "ada")
    assert left.left
    assert left.busy_times == ()
    assert len(left.bookings) == 1


def test_whoever_returns_can_be_booked_again() -> None:
    world = World.with_mentorships()
    world.do(close_calendar, PersonLeft(after=GONE))
    world.do(open_calendar, PersonReturned(after=ADA))
    assert world.do(book_session, plan(NOW + DAY)).people == ("ada", "ben")
