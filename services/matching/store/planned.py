"""The plan of a cycle, page by page, as far as a reader's scope goes. Parts of a plan hardly ever change."""

from collections.abc import AsyncIterator
from datetime import datetime

from services.chassis.http.listing import place_of
from services.chassis.http.pages import Cursor, Paging
from services.chassis.http.problems import CursorMalformed
from services.chassis.mongo.documents import Stored
from services.chassis.mongo.reading import Reader
from services.matching.domain.cycles.plan_part import Planned, PlanPart

AT_ONCE = 4
"""Parts read at a time."""
Part = Stored[PlanPart]
Place = tuple[datetime, str]


async def page_of_plan(read: Reader, cycle_id: str, paging: Paging) -> tuple[list[Planned], str | None]:
    """So many proposals, and the cursor of the next ones. Raises CursorMalformed."""
    place, skipped = _begin(paging, cycle_id)
    found: list[Planned] = []
    async for part in _from(read, cycle_id, place, paging.updated_since):
        proposals = part.state.proposals()[skipped:]
        room = paging.limit - len(found)
        if len(proposals) > room:
            at = f"{part.state.id}/{skipped + room}"
            return [*found, *proposals[:room]], Cursor(part.changed_at, at).encode()
        found += proposals
        skipped = 0
    return found, None


def _begin(paging: Paging, cycle_id: str) -> tuple[Place | None, int]:
    """In which part, and how many proposals of it were read."""
    if (place := place_of(paging)) is None:
        return None, 0
    part, _, skipped = place[1].partition("/")
    if not part.startswith(f"{cycle_id}:") or not skipped.isdecimal():
        raise CursorMalformed("after", "after is a cursor of another list")
    return (place[0], part), int(skipped)


async def _from(read: Reader, cycle_id: str, place: Place | None, since: datetime | None) -> AsyncIterator[Part]:
    """The part at that place, and those after it."""
    if place is not None and (part := await read.get(PlanPart, place[1])):
        yield part
    while True:
        page = await read.page(PlanPart, {"cycle_id": cycle_id}, limit=AT_ONCE, after=place, updated_since=since)
        for part in page.items:
            yield part
        if page.next is None:
            return
        place = page.next
