"""Busy times: absences that an organisation declares for its own people."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Zone
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.listing import cursor_at, place_of
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.scheduling.api.callers import BusyTimeId, Coordinator, PersonId, ReaderCaller
from services.scheduling.api.views import BusyTimeView, DeclaredView, in_order
from services.scheduling.domain.busy import BusyTimeUnfit, DeclareBusy, RemoveBusyTime, TooManyBusyTimes, declare_busy
from services.scheduling.domain.busy import remove_busy_time as remove
from services.scheduling.domain.calendar import AttendeeLeft, Calendar
from services.scheduling.domain.wall_clock import SpokenTime, TimeSkipped
from services.scheduling.domain.wish import InThePast, TooFarAhead

router = APIRouter(prefix="/people/{person_id}/busy-times")


class NewBusyTime(BaseModel):
    """A time in which the person cannot meet, a year at most."""

    model_config = ConfigDict(extra="forbid")

    start: SpokenTime
    end: SpokenTime
    zone: Zone = Field(description="The zone in which times without an offset are read.")


@router.post(
    "",
    status_code=201,
    response_model=DeclaredView,
    responses=responses(
        Unknown, AttendeeLeft, TooManyBusyTimes, BusyTimeUnfit, InThePast, TooFarAhead, TimeSkipped, Stale
    ),
)
async def declare_busy_time(person_id: PersonId, body: NewBusyTime, caller: Coordinator, act: Act) -> Response:
    """Say when a person of one's own cannot meet. Sessions that are booked already stay, and are named."""
    command = DeclareBusy(organisation_id=caller.organisation_id, person_id=person_id, **dict(body))
    return await act(declare_busy, command, view=DeclaredView.told, status=201, target=(Calendar, person_id))


@router.get("", responses=responses(Unknown))
async def list_busy_times(
    person_id: PersonId, caller: ReaderCaller, read: OwnReader, page: PageQuery, response: Response
) -> Page[BusyTimeView]:
    """Busy times of a person of one's own, in the order of their declaration."""
    stored = await read.get(Calendar, person_id)
    if stored is None:
        raise Unknown(Calendar.KIND, person_id)
    response.headers["ETag"] = etag(stored.revision)
    return _page(stored.state, page)


@router.delete("/{busy_time_id}", status_code=204, responses=responses(Unknown, Stale))
async def remove_busy_time(person_id: PersonId, busy_time_id: BusyTimeId, caller: Coordinator, act: Act) -> Response:
    """The person can meet after all."""
    command = RemoveBusyTime(organisation_id=caller.organisation_id, person_id=person_id, busy_time_id=busy_time_id)
    return await act(remove, command, target=(Calendar, person_id))


def _page(calendar: Calendar, page: PageQuery) -> Page[BusyTimeView]:
    since, place = page.updated_since, place_of(page)
    entries = [
        busy
        for busy in in_order(calendar.busy_times)
        if (since is None or busy.declared_at >= since) and (place is None or (busy.declared_at, busy.id) > place)
    ]
    shown = entries[: page.limit]
    last = (shown[-1].declared_at, shown[-1].id) if len(entries) > page.limit else None
    return Page(items=[BusyTimeView.of(busy) for busy in shown], next=cursor_at(last))
