"""Calendars: when a person is busy."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mentormesh_contracts.fact import Instant
from services.chassis.http.acting import CurrentRuntime, OwnReader
from services.chassis.http.conditional import etag
from services.chassis.http.problems import responses
from services.chassis.mongo.scope import NetworkScope
from services.deciding import Unknown
from services.scheduling.api.callers import PersonId, ReaderCaller
from services.scheduling.api.views import CalendarView
from services.scheduling.domain.calendar import Calendar
from services.scheduling.store import partner_calendar

router = APIRouter()


@router.get("/people/{person_id}/calendar", responses=responses(Unknown))
async def show_calendar(
    person_id: PersonId,
    caller: ReaderCaller,
    read: OwnReader,
    runtime: CurrentRuntime,
    response: Response,
    since: Annotated[Instant | None, Query(alias="from", description="What ends after that.")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="What begins before that.")] = None,
) -> CalendarView:
    """When a person is busy, and with what; of a partner's, in an active mentorship with one's own, the hours alone."""
    own = await read.get(Calendar, person_id)
    if own is not None:
        response.headers["ETag"] = etag(own.revision)
        return CalendarView.for_its_own(own.state).between(since, until)
    network = runtime.reader(NetworkScope("free and busy times of people whom one's own people meet"))
    partners = await partner_calendar(read, network, person_id)
    if partners is None:
        raise Unknown(Calendar.KIND, person_id)
    return CalendarView.for_a_partner(partners).between(since, until)
