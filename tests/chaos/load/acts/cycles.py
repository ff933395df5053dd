"""Matching cycles: started, watched until they are over, and what they propose is answered."""

import asyncio

from tests.chaos.load.asked import Asked, of_answer
from tests.chaos.load.door import Refused
from tests.chaos.load.world import Mentorship, Organisation, Person, Programme, World

LOOK_EVERY = 0.5
LIVE = ("running", "started", "queued")


async def run_a_cycle(world: World, programme: Programme) -> None:
    """Match the cohort of a formal programme once more."""
    path = f"/v1/programmes/{programme.id}/cycles"
    key = programme.owner.key
    asked = Asked("cycle", key, "POST", path, {}, effects=of_answer("cycle.started"), refusals=("cycle-running",))
    try:
        cycle = (await world.ask(asked)).body
    except Refused:
        return
    while cycle["status"] in LIVE:
        await asyncio.sleep(LOOK_EVERY)
        cycle = await world.door.read(key, f"{path}/{cycle['id']}")
    if cycle["status"] != "completed":
        world.ledger.surprise(f"cycle {cycle['id']} is {cycle['status']}: {cycle}")
    for organisation in programme.members:
        await _take_up(world, programme, organisation, cycle["id"])


async def _take_up(world: World, programme: Programme, organisation: Organisation, cycle_id: str) -> None:
    page = await world.door.read(organisation.key, f"/v1/mentorships?cycle_id={cycle_id}&limit=200")
    people = {each.id: each for owner in world.organisations for each in (*owner.mentors, *owner.mentees)}
    for shown in page["items"]:
        members = {each["role"]: people[each["person_id"]] for each in shown["members"]}
        if members["mentor"].organisation is organisation and shown["status"] == "proposed":
            await _answered(world, shown, members)


async def _answered(world: World, shown: dict[str, object], members: dict[str, Person]) -> None:
    """The mentee says yes at once; the mentor's answer comes as to a request."""
    places = members["mentee"].places.with_(members["mentor"].places)
    mentorship = Mentorship(str(shown["id"]), members["mentor"], members["mentee"], places)
    mentorship.approvals = len(shown["approvals"])  # type: ignore[arg-type]
    asked = Asked(
        "accept",
        members["mentee"].organisation.key,
        "POST",
        f"/v1/mentorships/{mentorship.id}/accept",
        {"person_id": members["mentee"].id},
        effects=lambda answer: [("mentorship.accepted", answer["id"])],
        refusals=("answered-already",),
    )
    try:
        await world.ask(asked)
    except Refused:
        return
    mentorship.places.note(asked.places.header())
    world.proposed.append(mentorship)
