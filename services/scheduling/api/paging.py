"""Cursors over what is sorted by a time and an id."""

from datetime import datetime

from services.chassis.http.pages import Cursor, Paging
from services.chassis.http.problems import CursorMalformed

Place = tuple[datetime, str]


def place_of(page: Paging) -> Place | None:
    """After which time and id the page begins. Raises CursorMalformed for a cursor of another kind of list."""
    if page.after is None:
        return None
    moment, id = page.after
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise CursorMalformed("after", "after is a cursor of another list")
    return moment, id


def cursor_at(place: Place | None) -> str | None:
    """How a caller carries the place on."""
    return Cursor(*place).encode() if place else None
