"""Lists come in pages; a cursor says after which item to go on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, NamedTuple, TypeVar

from fastapi import Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from services.chassis.http.opaque import Tampered, pack, unpack
from services.chassis.http.problems import CursorMalformed

LONGEST = 1000
Sortable = str | int | float | datetime | None
T = TypeVar("T")


class Cursor(NamedTuple):
    """The place of an item in its order: what is sorted by, and the id that decides among equals."""

    value: Sortable
    id: str

    def encode(self) -> str:
        """As the caller carries it."""
        is_time = isinstance(self.value, datetime)
        return pack([self.value.isoformat() if isinstance(self.value, datetime) else self.value, self.id, is_time])

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """As it was given out. Raises CursorMalformed."""
        try:
            value, id, is_time = unpack(text, LONGEST)
            return cls(datetime.fromisoformat(value) if is_time else value, id)
        except (Tampered, ValueError, TypeError):
            raise CursorMalformed("after", "it is not a cursor of this API") from None


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: str | None = Field(default=None, description="Give it as `after` for the next page; absent on the last one.")


@dataclass(frozen=True, slots=True)
class Paging:
    """What part of a list is asked for."""

    limit: int = 50
    after: Cursor | None = None
    updated_since: datetime | None = None


async def _paging(
    limit: Annotated[int, Query(ge=1, le=200, description="Items a page.")] = 50,
    after: Annotated[str | None, Query(max_length=LONGEST, description="`next` of the page before.")] = None,
    updated_since: Annotated[
        AwareDatetime | None, Query(description="Only what changed at this time or later (RFC 3339, with an offset).")
    ] = None,
) -> Paging:
    return Paging(limit, Cursor.decode(after) if after else None, updated_since)


PageQuery = Annotated[Paging, Depends(_paging)]
"""A route's parameter: `page: PageQuery`."""
