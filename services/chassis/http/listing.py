"""Lists as pages of views, in the order of change."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from services.chassis.http.pages import Cursor, Page, Paging
from services.chassis.http.problems import CursorMalformed
from services.chassis.mongo.reading import Reader
from services.deciding import Aggregate

Place = tuple[datetime, str]
"""A time and an id: what lists are sorted by."""
S = TypeVar("S", bound=Aggregate)
V = TypeVar("V")


async def listed(
    read: Reader, kind: type[S], where: Mapping[str, Any], paging: Paging, view: Callable[[S], V]
) -> Page[V]:
    """A page of what fits; conditions of None are left out. Raises CursorMalformed."""
    conditions = {name: value for name, value in where.items() if value is not None}
    found = await read.page(
        kind, conditions, limit=paging.limit, after=place_of(paging), updated_since=paging.updated_since
    )
    return Page(items=[view(stored.state) for stored in found.items], next=cursor_at(found.next))


def place_of(paging: Paging) -> Place | None:
    """After which time and id the page begins. Raises CursorMalformed for a cursor of another kind of list."""
    if paging.after is None:
        return None
    moment, id = paging.after
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise CursorMalformed("after", "after is a cursor of another list")
    return moment, id


def cursor_at(place: Place | None) -> str | None:
    """How a caller carries the place on."""
    return Cursor(*place).encode() if place else None
