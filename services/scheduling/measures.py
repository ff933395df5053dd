"""What scheduling tells of the mission: what became of sessions, and whether anybody is booked twice."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from mentormesh_contracts import Event
from mentormesh_contracts.sessions import (
    SessionBooked,
    SessionCancelled,
    SessionEvent,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
)
from mentormesh_contracts.vocabulary import SessionStatus
from services.chassis.housekeeping.measuring import Measure
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.catalogue import ORGANISATION, counter, from_nought, gauge
from services.chassis.observability.organisations import count_each, show
from services.chassis.observability.tally import Happened, Tallies
from services.chassis.runtime import Runtime
from services.scheduling.domain.interval import Interval
from services.scheduling.domain.session import PlannedSession

SCHEDULING = "scheduling"
AHEAD = timedelta(days=1)
OUTCOMES: dict[type[Event], str] = {
    SessionBooked: "booked",
    SessionRescheduled: "rescheduled",
    SessionHeld: "held",
    SessionMissed: "missed",
    SessionCancelled: "cancelled",
}

sessions_total = counter("sessions_total", "sessions", "Sessions, by what became of them.", outcome=OUTCOMES.values())
organisation_sessions_total = counter(
    "organisation_sessions_total",
    "sessions",
    "Sessions with the organisation's people, by what became of them.",
    ORGANISATION,
    outcome=OUTCOMES.values(),
)
bookings_checked = gauge(
    "bookings_checked", "bookings", "Bookings of one person each that begin within a day, at the last look."
)
bookings_overlapping = gauge(
    "bookings_overlapping",
    "bookings",
    "Those of them that overlap another one of the same person; 0, or it is a fault.",
)

from_nought(SCHEDULING, sessions_total)


def _came_to(happened: Happened[SessionEvent]) -> None:
    outcome = OUTCOMES[type(happened.event)]
    sessions_total.labels(SCHEDULING, outcome).inc()
    count_each(organisation_sessions_total, SCHEDULING, happened.organisations, outcome)


async def overlaps(runtime: Runtime) -> None:
    """Whether the promise is kept that nobody is in two sessions at once: from the sessions, not from the calendars.

    Costs a look at every session that is booked for the next day.
    """
    now = runtime.clock.now()
    where = {"status": SessionStatus.BOOKED.value, "start": {"$gte": now, "$lt": now + AHEAD}}
    bookings: dict[str, list[Interval]] = defaultdict(list)
    async for planned in runtime.reader(NetworkScope("measures of the mission: numbers alone")).all(
        PlannedSession, where
    ):
        for person_id in planned.people:
            bookings[person_id].append(planned.time)
    show(bookings_checked, SCHEDULING, {(): sum(map(len, bookings.values()))})
    show(bookings_overlapping, SCHEDULING, {(): sum(map(overlapping, bookings.values()))})


def overlapping(bookings: Iterable[Interval]) -> int:
    """How many begin before an earlier one of them is over."""
    found, until = 0, None
    for booking in sorted(bookings, key=lambda each: each.start):
        if until is not None and booking.start < until:
            found += 1
        until = booking.end if until is None else max(until, booking.end)
    return found


TALLIES: Tallies = dict.fromkeys(OUTCOMES, _came_to)
MEASURES = (Measure(overlaps, (bookings_checked, bookings_overlapping)),)
