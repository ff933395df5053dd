"""Relationships change: some come to their end, some end early, some pause and go on, some become formal."""

from collections import Counter
from typing import Any

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World, attempt

WHAT_COMES = {"stays": 0.88, "complete": 0.05, "end": 0.03, "pause": 0.04}
"""Shares of the active mentorships."""
NAMES = {"complete": "completed", "end": "ended", "pause": "paused"}
REASONS = {"goals_reached": 3.0, "no_time": 2.0, "not_a_fit": 2.0, "no_contact": 1.0}
BECOME_FORMAL = 5
NOT_IN_THE_OTHER = ("not-enrolled", "matched-already", "not-eligible", "enrolled-already", "not-ready", "not-found")


async def relationships_change(world: World, step: Step) -> None:
    """Of those that are under way."""
    await world.look()
    changing = [(one, what) for one in world.in_state("active") if (what := _what_comes(world, one)) != "stays"]
    becoming = world.in_state("active", ["informal"])[:BECOME_FORMAL]
    step.expect(len(changing) + len(becoming))
    await each(changing, lambda one: _change(world, *one), tick=step.tick)
    formal = await each(becoming, lambda one: _become_formal(world, one), tick=step.tick)
    counted = Counter(what for _, what in changing)
    told = [f"{counted[what]} {name}" for what, name in NAMES.items()]
    step.say(", ".join([*told, f"{sum(formal)} became formal"]))


async def pauses_end(world: World, step: Step) -> None:
    """Whoever paused goes on."""
    paused = world.in_state("paused")
    step.expect(len(paused))
    await each(paused, lambda one: _say(world, one, "resume", None), tick=step.tick)
    step.say(f"{len(paused)} go on")


def _what_comes(world: World, mentorship: Seen) -> str:
    if mentorship["kind"] == "informal":
        return "stays"
    return world.dice("what comes", world.title(mentorship)).one(WHAT_COMES)


async def _change(world: World, mentorship: Seen, what: str) -> None:
    reason = world.dice("why", world.title(mentorship)).one(REASONS)
    await _say(world, mentorship, what, {"reason": reason} if what == "end" else None)


async def _say(world: World, mentorship: Seen, what: str, said: dict[str, Any] | None) -> None:
    hand = world.actors(mentorship)[0].hand()
    world.mentorships[mentorship["id"]] = (await hand.post(f"/v1/mentorships/{mentorship['id']}/{what}", said)).body


async def _become_formal(world: World, mentorship: Seen) -> bool:
    """Its members are enrolled there first, each by their own organisation."""
    programme_id = world.programmes["formal"]["id"]
    for member in mentorship["members"]:
        hand = world.organisations[member["organisation_id"]].hand()
        wish = {"person_id": member["person_id"], "role": member["role"]}
        await attempt(world, hand.post(f"/v1/programmes/{programme_id}/enrolments", wish), *NOT_IN_THE_OTHER)
    path = f"/v1/mentorships/{mentorship['id']}/take-into-programme"
    call = world.actors(mentorship)[0].hand().post(path, {"programme_id": programme_id})
    answer = await attempt(world, call, *NOT_IN_THE_OTHER)
    if answer is not None:
        world.mentorships[mentorship["id"]] = answer.body
    return answer is not None
