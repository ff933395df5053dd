"""Times as people say them: what the clock on the wall shows in a zone, or a moment with its offset.

A time without an offset is read in the zone, as RFC 5545 (3.3.5) says and `zoneinfo` does with a fold of 0: one that
comes twice, when clocks go back, is the first of the two; whoever means the second sends its offset. One that never
comes, when clocks go forward, is refused: for a single appointment it is a mistake more often than a wish.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from services.deciding import Invalid

WRITTEN = r"^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.0{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
FIRST_YEAR, LAST_YEAR = 2000, 2998


class TimeSkipped(Invalid):
    """The clocks of the zone jump over this time: it never comes. Choose another, or send it with an offset."""


def _as_written(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and re.fullmatch(WRITTEN, value)):
        return value
    raise ValueError("a date and a time such as 2027-03-01T17:30 or 2027-03-01T17:30:00+01:00")


def _plannable(value: datetime) -> datetime:
    if value.microsecond:
        raise ValueError("a time is planned to the second")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return value


SpokenTime = Annotated[
    datetime,
    BeforeValidator(_as_written),
    AfterValidator(_plannable),
    WithJsonSchema({"type": "string", "pattern": WRITTEN, "maxLength": 35}),
    Field(
        description="ISO 8601. Without an offset it is the time of the clock on the wall in `zone`: the first of two "
        "where clocks go back; one that clocks skip is refused. With an offset it is that very moment.",
        examples=["2027-03-01T17:30", "2027-03-01T17:30:00+01:00"],
    ),
]


def in_utc(spoken: datetime, zone: str, *, field: str = "start") -> datetime:
    """The moment that is meant. `zone` is a name of the IANA database. Raises TimeSkipped, naming the field."""
    if spoken.tzinfo is not None:
        return spoken.astimezone(UTC)
    moment = spoken.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    if shown != spoken.replace(fold=0):
        raise TimeSkipped(
            f"{spoken:%H:%M} on {spoken:%Y-%m-%d} never comes in {zone}: its clocks jump over it",
            field=field,
            clocks_show_instead=shown.isoformat(),
        )
    return moment
