"""Lists as pages of views, in the order of change."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from services.chassis.http.pages import Cursor, Page, Paging
from services.chassis.http.problems import CursorMalformed
from services.chassis.mongo.reading import Reader
from services.deciding import Aggregate

S = TypeVar("S", bound=Aggregate)
V = TypeVar("V")


async def listed(
    read: Reader, kind: type[S], where: Mapping[str, Any], paging: Paging, view: Callable[[S], V]
) -> Page[V]:
    """A page of what fits; conditions of None are left out. Raises CursorMalformed."""
    conditions = {name: value for name, value in where.items() if value is not None}
    found = await read.page(
        kind, conditions, limit=paging.limit, after=_place(paging.after), updated_since=paging.updated_since
    )
    following = Cursor(*found.next).encode() if found.next else None
    return Page(items=[view(stored.state) for stored in found.items], next=following)


def _place(after: Cursor | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    if not isinstance(after.value, datetime) or after.value.tzinfo is None:
        raise CursorMalformed("after", "it is not a cursor of this list")
    return after.value, after.id
