"""Mentors who are asked for offer another place: their organisations change what they declare."""

from collections import Counter

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World

OFFER_ANOTHER = 0.35
"""Share of the mentors who have no place left."""


async def mentors_offer_more(world: World, step: Step) -> None:
    """One more place each."""
    generous = [person for person in _full(world) if _dice_say_so(world, person)]
    step.expect(len(generous))
    await each(generous, lambda person: _offer(world, person), tick=step.tick)
    step.say(f"{len(generous)} mentors offer another place")


def _full(world: World) -> list[Seen]:
    live = (one for status in ("active", "paused", "proposed") for one in world.in_state(status))
    mentors = (member["person_id"] for one in live for member in one["members"] if member["role"] == "mentor")
    return [world.person(id) for id, used in Counter(mentors).items() if used >= world.person(id)["places_offered"]]


def _dice_say_so(world: World, person: Seen) -> bool:
    return world.dice("generous", world.lasting_name(person["id"])).chance(OFFER_ANOTHER)


async def _offer(world: World, person: Seen) -> None:
    organisation = world.organisations[person["organisation_id"]]
    wish = {"places_offered": person["places_offered"] + 1}
    changed = await organisation.hand().patch(f"/v1/people/{person['id']}", wish)
    organisation.people[person["id"]] = changed["person"]
