"""Afterwards the coordinators say who came."""

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Meeting, World

NOBODY_SAYS, SOMEBODY_STAYS_AWAY = 0.04, 0.07
"""Shares of the booked sessions. One of which nobody says anything counts as missed a week later, by a timer."""


async def sessions_are_held(world: World, step: Step, week: int) -> list[Meeting]:
    """Say who came to most of the week's sessions; gives those that were held."""
    booked = [meeting for meeting in world.meetings if meeting.week == week and meeting.status == "booked"]
    told = [meeting for meeting in booked if not world.dice("told", *meeting.name).chance(NOBODY_SAYS)]
    step.expect(len(told))
    await each(told, lambda meeting: _note(world, meeting), tick=step.tick)
    held = [meeting for meeting in told if meeting.status == "held"]
    silent = len(booked) - len(told)
    step.say(f"{len(held):,} held, {len(told) - len(held)} missed; of {silent} nobody says anything")
    return held


async def _note(world: World, meeting: Meeting) -> None:
    people = [attendee["person_id"] for attendee in meeting.session["attendees"]]
    absent = world.dice("who came", *meeting.name).chance(SOMEBODY_STAYS_AWAY)
    organisation = world.organisations[meeting.session["attendees"][0]["organisation_id"]]
    said = {"came": people[1:] if absent else people}
    meeting.session = (await organisation.hand().post(f"/v1/sessions/{meeting.id}/attendance", said)).body
