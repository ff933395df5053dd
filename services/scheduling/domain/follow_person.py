"""Keeping up with people: who is registered has a calendar."""

from mentormesh_contracts.people import PersonErased, PersonLeft, PersonRegistered, PersonReturned
from services.deciding import Context, Deciding, Decision, need
from services.scheduling.domain.calendar import Calendar


def open_calendar(event: PersonRegistered | PersonReturned, context: Context) -> Deciding:
    """Open the person's calendar, or open it again."""
    known = yield from need(Calendar, event.after.id)
    if known is None:
        return Decision().save(Calendar(id=event.after.id, organisation_id=event.after.organisation_id))
    if not known.left:
        return Decision()
    return Decision().save(known.model_copy(update={"left": False}))


def close_calendar(event: PersonLeft, context: Context) -> Deciding:
    """Forget when the person is busy. Their sessions are called off when their mentorships end."""
    known = yield from need(Calendar, event.after.id)
    calendar = known or Calendar(id=event.after.id, organisation_id=event.after.organisation_id)
    return Decision().save(calendar.model_copy(update={"left": True, "busy_times": ()}))


def erase_calendar(event: PersonErased, context: Context) -> Deciding:
    """Nothing stands in it any more; it stays shut, so that nobody is planned in."""
    known = yield from need(Calendar, event.after.id)
    calendar = known or Calendar(id=event.after.id, organisation_id=event.after.organisation_id)
    return Decision().save(calendar.model_copy(update={"left": True, "busy_times": (), "bookings": ()}))
