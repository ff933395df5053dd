"""When two people can meet: the hours that both have said, in a week that is ahead, in UTC."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from cli.demo.world import Seen

Span = tuple[datetime, datetime]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)


def common_starts(people: Sequence[Seen], first: date, days: int = 7, length: timedelta = HOUR) -> list[datetime]:
    """Every half hour at which a meeting of that length can begin: within hours of all who have said some."""
    said = [spans for person in people if (spans := list(usual_spans(person, first, days)))]
    return list(_starts(reduce(_overlaps, said), length)) if said else []


def usual_spans(person: Seen, first: date, days: int) -> Iterator[Span]:
    """The person's usual hours on those days, in the order of time."""
    zone = ZoneInfo(person.get("zone") or "UTC")
    for day in (first + timedelta(days=number) for number in range(days)):
        for hours in person.get("weekly_hours") or ():
            if hours["day"] == WEEKDAYS[day.weekday()]:
                yield _at(day, hours["start"], zone), _end(day, hours["end"], zone)


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _end(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """Midnight is that at the end of the day."""
    return _at(day + timedelta(days=1) if time.fromisoformat(clock) == time(0) else day, clock, zone)


def _overlaps(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    others = list(others)
    met = ((max(start, begin), min(end, stop)) for start, end in some for begin, stop in others)
    return [(start, end) for start, end in met if start < end]


def _starts(spans: Iterable[Span], length: timedelta) -> Iterator[datetime]:
    for begin, end in spans:
        start = begin
        while start + length <= end:
            yield start
            start += HALF
