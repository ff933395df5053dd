"""Both sides look back on their session: mentees rate their mentors, and everybody says what they gained."""

from typing import Any

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.temper import ratings
from cli.demo.world import Meeting, Seen, World
from deploy.sample.dice import Dice
from mentormesh_contracts.vocabulary import Goal, MentorBenefit

ANSWER = {"mentee": 0.9, "mentor": 0.6, "peer": 0.7}
"""Shares of those who were there."""
COMMENT = 0.1
WORDS = "Helpful, and honest. I left with two things to try."


async def people_reflect(world: World, step: Step, held: list[Meeting]) -> None:
    """Feedback from most of those who were there."""
    answering = [(meeting, member) for meeting in held for member in _answering(world, meeting)]
    step.expect(len(answering))
    await each(answering, lambda one: _answer(world, *one), tick=step.tick)
    mentees = sum(member["role"] == "mentee" for _, member in answering)
    step.say(f"{len(answering):,} answers, {mentees:,} of them rate a mentor")


def _answering(world: World, meeting: Meeting) -> list[Seen]:
    came = {attendee["person_id"] for attendee in meeting.session["attendees"] if attendee["attended"]}
    there = [member for member in meeting.mentorship["members"] if member["person_id"] in came]
    return [one for one in there if _dice(world, meeting, one).chance(ANSWER[one["role"]])]


async def _answer(world: World, meeting: Meeting, member: Seen) -> None:
    dice = _dice(world, meeting, member, "what")
    said: dict[str, Any] = {"person_id": member["person_id"], "benefits": _benefits(member["role"], dice)}
    mentor = next((one for one in meeting.mentorship["members"] if one["role"] == "mentor"), None)
    if member["role"] == "mentee" and mentor is not None:
        said["ratings"] = ratings(world.dice("temper", world.lasting_name(mentor["person_id"])), dice)
    if dice.chance(COMMENT):
        said["comment"] = WORDS
    organisation = world.organisations[member["organisation_id"]]
    await organisation.hand().post(f"/v1/sessions/{meeting.id}/feedback", said)


def _benefits(role: str, dice: Dice) -> list[str]:
    choices = MentorBenefit if role == "mentor" else Goal
    return [choice.value for choice in choices if dice.chance(0.35)]


def _dice(world: World, meeting: Meeting, member: Seen, *about: str) -> Dice:
    return world.dice("reflection", *meeting.name, world.lasting_name(member["person_id"]), *about)
