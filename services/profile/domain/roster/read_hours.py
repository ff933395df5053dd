"""Weekly hours in one cell: `monday 09:00-12:00; friday 14:00-24:00`."""

import re

from services.profile.domain.roster.quoted import quoted
from services.profile.domain.roster.wording import Wording, as_term

DAY_AND_TIMES = re.compile(r"(\D+)(\d[^-–]*)[-–]([^-–]*)")
MIDNIGHT = ("24:00", "24:00:00")
CLOCK = re.compile(r"(\d{1,2}):(\d{2}(?::\d{2}(?:\.\d{1,6})?)?)")


def read_hours(cell: str, wording: Wording) -> tuple[dict[str, str], ...]:
    """The hours of a cell, as WeeklyHours reads them; 24:00 as an end is 00:00. Raises ValueError."""
    return tuple(_hours_of_a_day(item, wording) for item in wording.values(cell))


def _hours_of_a_day(item: str, wording: Wording) -> dict[str, str]:
    found = DAY_AND_TIMES.fullmatch(item)
    if not found:
        raise ValueError(f"{quoted(item)} are no hours such as monday 09:00-12:00")
    day, start, end = (part.strip() for part in found.groups())
    return {
        "day": as_term(wording.ours(day.rstrip(": "))),
        "start": _clock(start),
        "end": "00:00" if end in MIDNIGHT else _clock(end),
    }


def _clock(text: str) -> str:
    found = CLOCK.fullmatch(text)
    if not found:
        raise ValueError(f"{quoted(text)} is no time of day such as 09:30")
    return f"{found[1]:0>2}:{found[2]}"
