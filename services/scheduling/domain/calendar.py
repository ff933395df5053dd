"""A person's calendar: the sessions they are booked for and the times they are busy otherwise."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Self

from mentormesh_contracts.fact import Identifier, Instant, Zone
from mentormesh_contracts.sessions import Attendee
from services.deciding import Aggregate, Needing, Refusal, need_each
from services.scheduling.domain.interval import Interval, merged

KEPT_AFTER_ITS_END = timedelta(days=1)
MOST_BOOKINGS = 500


class TimeTaken(Refusal):
    """Somebody is in another session then, or busy otherwise; `people` says who."""


class CalendarFull(Refusal):
    """Somebody is booked for as many sessions as a calendar holds; `people` says who."""


class AttendeeLeft(Refusal):
    """Somebody has left their organisation; `people` says who."""


class Booking(Interval):
    """The time of a session that the person is booked for."""

    session_id: Identifier


class BusyTime(Interval):
    """A time that the person's organisation has declared: an absence, a holiday, another meeting."""

    id: Identifier
    zone: Zone
    declared_at: Instant


class Calendar(Aggregate):
    """The calendar of one person; its id is the person's. Sessions long over are dropped when it changes."""

    KIND: ClassVar[str] = "calendars"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("bookings", "busy_times")

    organisation_id: str
    bookings: tuple[Booking, ...] = ()
    busy_times: tuple[BusyTime, ...] = ()
    left: bool = False
    """Whether the person has left: nothing new is entered."""

    def organisations(self) -> Iterable[str]:
        """The person's own; partners see no more than `free_busy`."""
        return (self.organisation_id,)

    def is_free(self, time: Interval, apart_from: str) -> bool:
        """Whether nothing overlaps, the session `apart_from` itself not counted."""
        others = (booking for booking in self.bookings if booking.session_id != apart_from)
        return not any(time.overlaps(entry) for entry in (*others, *self.busy_times))

    def with_booking(self, session_id: str, time: Interval, now: datetime) -> Self:
        """With the session at this time, wherever it was before."""
        booking = Booking(session_id=session_id, start=time.start, end=time.end)
        return self._with((*self.without(session_id).bookings, booking), now)

    def without(self, *session_ids: str) -> Self:
        """Without those sessions: their time is free again."""
        kept = tuple(booking for booking in self.bookings if booking.session_id not in session_ids)
        return self.model_copy(update={"bookings": kept})

    def with_busy_times(self, busy_times: Iterable[BusyTime], now: datetime) -> Self:
        """With these busy times instead of those before."""
        return self.model_copy(update={"busy_times": _recent(busy_times, now)})

    def free_busy(self) -> list[Interval]:
        """When the person is not free, and nothing about why."""
        return merged((*self.bookings, *self.busy_times))

    def _with(self, bookings: Iterable[Booking], now: datetime) -> Self:
        kept = {"bookings": _recent(bookings, now), "busy_times": _recent(self.busy_times, now)}
        return self.model_copy(update=kept)


def calendars_of(attendees: Iterable[Attendee]) -> Needing[dict[str, Calendar]]:
    """Everybody's calendar, by person. One that is not there yet is new: it opens with its first booking."""
    organisations = {attendee.person_id: attendee.organisation_id for attendee in attendees}
    found = yield from need_each(Calendar, organisations)
    return {id: found.get(id) or Calendar(id=id, organisation_id=own) for id, own in organisations.items()}


def refuse_unless_free(calendars: Mapping[str, Calendar], time: Interval, session_id: str) -> None:
    """Raises TimeTaken, AttendeeLeft or CalendarFull, each naming the people who cannot."""
    calendar_of = calendars.items()
    if left := [id for id, calendar in calendar_of if calendar.left]:
        raise AttendeeLeft("somebody has left their organisation", people=left)
    if taken := [id for id, calendar in calendar_of if not calendar.is_free(time, session_id)]:
        raise TimeTaken("somebody is not free at this time", people=taken)
    if full := [id for id, calendar in calendar_of if len(calendar.without(session_id).bookings) >= MOST_BOOKINGS]:
        raise CalendarFull(f"a calendar holds {MOST_BOOKINGS} sessions", people=full)


def _recent(entries: Iterable[Interval], now: datetime) -> tuple[Interval, ...]:
    return tuple(entry for entry in entries if entry.end + KEPT_AFTER_ITS_END >= now)
