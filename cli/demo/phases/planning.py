"""Sessions are planned for the week ahead, at hours that suit everybody; some are moved or called off."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from cli.client import Client
from cli.demo.clock import Clock
from cli.demo.crowd import each
from cli.demo.hours import common_starts
from cli.demo.stage import Step
from cli.demo.world import Meeting, Seen, World, attempt

MEET, ARE_PROPOSED, ARE_MOVED, ARE_CALLED_OFF = 0.72, 0.3, 0.1, 0.06
"""Shares: of the mentorships that meet in a week, and of those sessions."""
MOST_TRIES = 6
NOON = time(12)
TAKEN = ("time-taken",)


async def sessions_are_planned(world: World, step: Step, clock: Clock, week: int) -> None:
    """For most active mentorships. Afterwards time passes until the week is over."""
    meeting = [one for one in world.in_state("active") if world.dice("meet", week, world.title(one)).chance(MEET)]
    first = clock.now() + timedelta(hours=2)
    step.expect(len(meeting))
    planned = await each(meeting, lambda one: _Planning(world, one, first, week).carry_out(), tick=step.tick)
    both = [(one, session) for one, session in zip(meeting, planned, strict=True) if session]
    world.meetings += [Meeting(week, one, world.title(one), session) for one, session in both]
    sessions = [session for _, session in both]
    await clock.advance_to(max((_end(session) for session in sessions), default=first) + timedelta(minutes=1))
    moved = sum(session["times_rescheduled"] > 0 for session in sessions)
    off = sum(session["status"] == "cancelled" for session in sessions)
    step.say(f"{len(sessions):,} sessions booked, {moved} moved, {off} called off")


def _end(session: Seen) -> datetime:
    return datetime.fromisoformat(session["end"])


class _Planning:
    """One mentorship's session of the week."""

    def __init__(self, world: World, mentorship: Seen, first: datetime, week: int) -> None:
        self._world, self._mentorship, self._first = world, mentorship, first
        self._dice = world.dice("session", week, world.title(mentorship))
        self._people = [world.person(member["person_id"]) for member in mentorship["members"]]
        self._starts = iter(self._suitable()[:MOST_TRIES])
        self._actors = world.actors(mentorship)

    async def carry_out(self) -> Seen | None:
        """Booked, perhaps moved or called off; None if everybody is too busy."""
        proposes = self._dice.chance(ARE_PROPOSED)
        session = await self._planned(book=not proposes)
        if session is not None and proposes:
            session = await self._booked(session)
        if session is None:
            return None
        if self._dice.chance(ARE_MOVED):
            return await self._moved(session)
        if self._dice.chance(ARE_CALLED_OFF):
            return dict((await self._one().post(f"/v1/sessions/{session['id']}/cancel")).body)
        return session

    async def _planned(self, *, book: bool) -> Seen | None:
        path = f"/v1/mentorships/{self._mentorship['id']}/sessions"
        for start in self._starts:
            wish = {"start": start, "zone": self._people[-1].get("zone") or "UTC", "book": book}
            if answer := await attempt(self._world, self._one().post(path, wish), *TAKEN):
                return dict(answer.body)
        return None

    async def _booked(self, session: Seen) -> Seen | None:
        """The other organisation says yes, if there is one; somebody may have been faster."""
        other = self._actors[-1].hand()
        answer = await attempt(self._world, other.post(f"/v1/sessions/{session['id']}/book"), *TAKEN)
        return dict(answer.body) if answer else None

    async def _moved(self, session: Seen) -> Seen:
        for start in self._starts:
            call = self._one().post(f"/v1/sessions/{session['id']}/reschedule", {"start": start})
            if answer := await attempt(self._world, call, *TAKEN):
                return dict(answer.body)
        return session

    def _one(self) -> Client:
        return self._actors[0].hand()

    def _suitable(self) -> list[datetime]:
        """Common hours in an order of chance; else the mentor's; else noons."""
        day = (self._first + timedelta(days=1)).date()
        starts = common_starts(self._people, day) or common_starts(self._people[:1], day) or list(_noons(self._first))
        return self._dice.several(len(starts), dict.fromkeys(starts, 1.0))


def _noons(first: datetime) -> Iterator[datetime]:
    for number in range(1, MOST_TRIES + 1):
        yield datetime.combine(first.date() + timedelta(days=number), NOON, UTC)
