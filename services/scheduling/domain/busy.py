"""Busy times: what an organisation says of its own people's absences."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.fact import Identifier, Zone
from services.deciding import Command, Context, Deciding, Decision, Invalid, Needing, Refusal, Unknown, require
from services.scheduling.domain.calendar import AttendeeLeft, BusyTime, Calendar
from services.scheduling.domain.interval import Interval
from services.scheduling.domain.wall_clock import SpokenTime, in_utc
from services.scheduling.domain.wish import InThePast, require_near

MOST_BUSY_TIMES = 200
LONGEST = timedelta(days=366)


class TooManyBusyTimes(Refusal):
    """The calendar holds as many busy times as it may."""


class BusyTimeUnfit(Invalid):
    """A busy time ends after it starts, and within a year."""


class DeclareBusy(Command):
    """The person cannot meet then."""

    organisation_id: str
    person_id: Identifier
    start: SpokenTime
    end: SpokenTime
    zone: Zone


class RemoveBusyTime(Command):
    """The person can meet after all."""

    organisation_id: str
    person_id: Identifier
    busy_time_id: Identifier


class Declared(BaseModel):
    """A busy time, and the sessions already booked that it overlaps: they stay until somebody moves them."""

    model_config = ConfigDict(frozen=True)

    busy_time: BusyTime
    clashes_with: tuple[Identifier, ...]


def declare_busy(command: DeclareBusy, context: Context) -> Deciding:
    """Enter the time. Raises Unknown, AttendeeLeft, InThePast, TooFarAhead, TimeSkipped, BusyTimeUnfit or
    TooManyBusyTimes.
    """
    calendar = yield from _require_own(command.person_id, command.organisation_id)
    if calendar.left:
        raise AttendeeLeft("the person has left their organisation", people=[calendar.id])
    time = _time(command, context.now)
    busy = BusyTime(id=context.new_id(), start=time.start, end=time.end, zone=command.zone, declared_at=context.now)
    entered = calendar.with_busy_times((*calendar.busy_times, busy), context.now)
    if len(entered.busy_times) > MOST_BUSY_TIMES:
        raise TooManyBusyTimes(f"a calendar holds {MOST_BUSY_TIMES} busy times")
    clashes = tuple(booking.session_id for booking in calendar.bookings if booking.overlaps(time))
    return Decision().save(entered).tell(Declared(busy_time=busy, clashes_with=clashes))


def remove_busy_time(command: RemoveBusyTime, context: Context) -> Deciding:
    """Take it out. Raises Unknown."""
    calendar = yield from _require_own(command.person_id, command.organisation_id)
    kept = [busy for busy in calendar.busy_times if busy.id != command.busy_time_id]
    if len(kept) == len(calendar.busy_times):
        raise Unknown("busy_times", command.busy_time_id)
    return Decision().save(calendar.with_busy_times(kept, context.now))


def _require_own(person_id: str, organisation_id: str) -> Needing[Calendar]:
    calendar = yield from require(Calendar, person_id)
    if calendar.organisation_id != organisation_id:
        raise Unknown(Calendar.KIND, person_id)
    return calendar


def _time(command: DeclareBusy, now: datetime) -> Interval:
    start, end = in_utc(command.start, command.zone), in_utc(command.end, command.zone, field="end")
    if not start < end <= start + LONGEST:
        raise BusyTimeUnfit(f"end is later than start, by {LONGEST.days} days at most", field="end")
    if end <= now:
        raise InThePast("a busy time that is over changes nothing", field="end")
    require_near(start, now, field="start")
    return Interval(start=start, end=end)
