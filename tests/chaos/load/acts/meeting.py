"""Sessions: planned close ahead, moved, called off, held; calendars that many want at once."""

import time
from datetime import UTC, datetime, timedelta

from tests.chaos.load.asked import Asked, about, of_answer
from tests.chaos.load.door import Refused
from tests.chaos.load.world import Mentorship, Session, World

SOON = 20.0
"""Seconds until a session that is to be held begins."""
SHORT = 5
LONGEST_MEETING, SHORTEST_MEETING = 60, 15
"""Minutes."""
NOT_NOW = ("time-taken", "in-the-past", "calendar-full", "agenda-full", "mentorship-not-active", "mentorship-is-paused")
OVER = ("session-over", "session-begun", "not-booked", "already-booked", "own-proposal", *NOT_NOW)


async def plan(world: World) -> None:
    """A short session that begins soon, or a long one on one of a few mornings that everybody wants."""
    if not world.active:
        return
    mentorship = world.dice.choice(world.active)
    soon = world.dice.random() < 0.6
    begins = _soon() if soon else _wanted_by_all(world)
    body = {"start": begins.isoformat(), "zone": "UTC", "book": True, "duration_minutes": SHORT if soon else 60}
    session = await _planned(world, mentorship, body)
    if session is not None:
        session.begins = time.monotonic() + (begins - datetime.now(UTC)).total_seconds() + 0.5
        mentorship.sessions.append(session)
        if soon:
            world.booked.append(session)


def _soon() -> datetime:
    return (datetime.now(UTC) + timedelta(seconds=SOON)).replace(microsecond=0)


def _wanted_by_all(world: World) -> datetime:
    day = (datetime.now(UTC) + timedelta(days=world.dice.randint(2, 6))).replace(minute=0, second=0, microsecond=0)
    return day.replace(hour=world.dice.randint(8, 11))


async def _planned(world: World, mentorship: Mentorship, body: dict[str, object]) -> Session | None:
    asked = Asked(
        "plan",
        mentorship.either(world.dice).key,
        "POST",
        f"/v1/mentorships/{mentorship.id}/sessions",
        body,
        effects=of_answer("session.booked"),
        refusals=NOT_NOW,
        places=mentorship.places,
    )
    try:
        return Session((await world.ask(asked)).body["id"], mentorship, 0.0)
    except Refused:
        return None


async def propose_and_book(world: World) -> None:
    """A time is proposed, and the other side books it."""
    if not world.active:
        return
    mentorship = world.dice.choice(world.active)
    wish = {"start": _wanted_by_all(world).isoformat(), "zone": "UTC"}
    path = f"/v1/mentorships/{mentorship.id}/sessions"
    key = mentorship.mentee.organisation.key
    proposed = Asked(
        "propose",
        key,
        "POST",
        path,
        wish,
        effects=of_answer("session.proposed"),
        refusals=NOT_NOW,
        places=mentorship.places,
    )
    try:
        id = (await world.ask(proposed)).body["id"]
        await world.ask(_about(mentorship, mentorship.mentor.organisation.key, id, "book", "session.booked"))
    except Refused:
        return


async def move_or_call_off(world: World) -> None:
    """A session on one of the wanted mornings is moved to another, or called off."""
    if not world.active:
        return
    mentorship = world.dice.choice(world.active)
    later = [each for each in mentorship.sessions if each.begins > time.monotonic() + 3600]
    if not later:
        return
    session, key = later[0], mentorship.either(world.dice).key
    if world.dice.random() < 0.6:
        # The same wish again would change nothing, and no event would tell of it: each move has a length of its own.
        session.moves += 1
        length = LONGEST_MEETING - session.moves % (LONGEST_MEETING - SHORTEST_MEETING)
        body: dict[str, object] = {"start": _wanted_by_all(world).isoformat(), "duration_minutes": length}
        asked = _about(mentorship, key, session.id, "reschedule", "session.rescheduled", body)
    else:
        mentorship.sessions.remove(session)
        asked = _about(mentorship, key, session.id, "cancel", "session.cancelled")
    try:
        await world.ask(asked)
    except Refused:
        return


async def hold(world: World) -> None:
    """Somebody says who came to a session that has begun."""
    if not world.begun:
        return
    session = world.booked.popleft()
    mentorship = session.mentorship
    missed = world.dice.random() < 0.1
    came = [] if missed else [mentorship.mentor.id, mentorship.mentee.id]
    key = mentorship.either(world.dice).key
    kind = "session.missed" if missed else "session.held"
    try:
        await world.ask(_about(mentorship, key, session.id, "attendance", kind, {"came": came}))
    except Refused:
        return
    session.state = "missed" if missed else "held"
    if not missed:
        world.held.append(session)


def _about(
    mentorship: Mentorship, key: str, id: str, verb: str, kind: str, body: dict[str, object] | None = None
) -> Asked:
    return Asked(
        verb,
        key,
        "POST",
        f"/v1/sessions/{id}/{verb}",
        body,
        effects=about(kind, id),
        refusals=OVER,
        places=mentorship.places,
    )


async def note_busy(world: World) -> None:
    """A person of the crowd is away for an hour, on a day of their own."""
    organisation = world.dice.choice(world.organisations)
    person = world.dice.choice(organisation.mentees)
    start = _soon() + timedelta(days=world.dice.randint(20, 600), minutes=world.dice.randint(0, 1400))
    wish = {"start": start.isoformat(), "end": (start + timedelta(hours=1)).isoformat(), "zone": "UTC"}
    path = f"/v1/people/{person.id}/busy-times"
    asked = Asked("busy", organisation.key, "POST", path, wish, refusals=("calendar-full",), places=person.places)
    try:
        answered = await world.ask(asked)
    except Refused:
        return
    world.ledger.busy_times[answered.body["id"]] = person.id
