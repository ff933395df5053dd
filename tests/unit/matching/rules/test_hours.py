from datetime import UTC, date, datetime, time

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Weekday
from services.matching.domain.rules.hours import hours_in_common, monday_of, usual_blocks
from tests.unit.matching.given import person

WINTER = date(2026, 3, 2)
BETWEEN = date(2026, 3, 9)  # New York is on summer time, Paris is not yet
SUMMER = date(2026, 4, 6)


def hours(day: Weekday, start: int, end: int) -> tuple[WeeklyHours, ...]:
    return (WeeklyHours(day=day, start=time(start), end=time(end % 24)),)


def common(one_zone: str, one: tuple[WeeklyHours, ...], zone: str, other: tuple[WeeklyHours, ...], week: date) -> float:
    free = usual_blocks(person("a", zone=one_zone, weekly_hours=one), week)
    return hours_in_common(free, usual_blocks(person("b", zone=zone, weekly_hours=other), week))


def test_the_week_begins_on_the_monday_before() -> None:
    assert monday_of(datetime(2026, 3, 8, 23, 59, tzinfo=UTC)) == WINTER
    assert monday_of(datetime(2026, 3, 9, 0, 0, tzinfo=UTC)) == BETWEEN


def test_hours_are_compared_in_utc() -> None:
    paris, new_york = hours(Weekday.TUESDAY, 15, 17), hours(Weekday.TUESDAY, 9, 11)
    assert common("Europe/Paris", paris, "America/New_York", new_york, WINTER) == 2


def test_daylight_saving_is_that_of_the_week_of_the_match() -> None:
    paris, new_york = hours(Weekday.TUESDAY, 15, 17), hours(Weekday.TUESDAY, 9, 11)
    assert common("Europe/Paris", paris, "America/New_York", new_york, BETWEEN) == 1
    assert common("Europe/Paris", paris, "America/New_York", new_york, SUMMER) == 2


def test_hours_around_the_edge_of_the_week_meet() -> None:
    auckland, honolulu = hours(Weekday.MONDAY, 9, 11), hours(Weekday.SUNDAY, 10, 12)
    assert common("Pacific/Auckland", auckland, "Pacific/Honolulu", honolulu, SUMMER) == 1


def test_zones_that_are_a_quarter_of_an_hour_off_are_exact() -> None:
    nepal, utc = hours(Weekday.FRIDAY, 12, 14), hours(Weekday.FRIDAY, 7, 9)
    assert common("Asia/Kathmandu", nepal, "UTC", utc, SUMMER) == 1.25


def test_midnight_ends_the_day() -> None:
    assert usual_blocks(person("a", weekly_hours=hours(Weekday.MONDAY, 0, 24)), SUMMER).bit_count() == 96


def test_an_unknown_zone_says_no_hours() -> None:
    stranger = person("a").model_copy(update={"zone": "Mars/Olympus"})
    assert usual_blocks(stranger, SUMMER) == 0
