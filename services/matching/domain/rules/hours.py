"""Usual weekly hours in UTC, for the week of the match: a bit for each quarter of an hour from Monday 00:00 on."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentormesh_contracts.people import Attributes, WeeklyHours
from mentormesh_contracts.vocabulary import Weekday

QUARTER = timedelta(minutes=15)
WEEK = timedelta(days=7)
BLOCKS = WEEK // QUARTER
HOURS_A_BLOCK = QUARTER / timedelta(hours=1)
ORDER = {day: number for number, day in enumerate(Weekday)}


def monday_of(now: datetime) -> date:
    """The Monday, in UTC, of the week in which the match is made: daylight saving is what it is in that week."""
    today = now.astimezone(UTC).date()
    return today - timedelta(days=today.weekday())


def usual_blocks(person: Attributes, monday: date) -> int:
    """The person's free quarters of an hour, as bits; 0 if the hours were not said."""
    return _blocks(person.weekly_hours, person.zone, monday)


def hours_in_common(one: int, other: int) -> float:
    """Weekly hours in which both are free."""
    return (one & other).bit_count() * HOURS_A_BLOCK


@lru_cache(maxsize=65_536)
def _blocks(hours: tuple[WeeklyHours, ...], zone: str, monday: date) -> int:
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    bits = 0
    for each in hours:
        bits |= _between(*_in_utc(each, place, monday), monday)
    return bits


def _in_utc(hours: WeeklyHours, place: ZoneInfo, monday: date) -> tuple[datetime, datetime]:
    day = monday + timedelta(days=ORDER[hours.day])
    last = day + timedelta(days=1) if hours.end == time(0) else day
    start = datetime.combine(day, hours.start, place)
    return start.astimezone(UTC), datetime.combine(last, hours.end, place).astimezone(UTC)


def _between(start: datetime, end: datetime, monday: date) -> int:
    # Only whole quarters count. Hours that reach over the week's edge come round at its other end.
    origin = datetime.combine(monday, time(0), UTC)
    first, last = -((origin - start) // QUARTER), (end - origin) // QUARTER
    bits = 0
    for block in range(first, last):
        bits |= 1 << block % BLOCKS
    return bits
