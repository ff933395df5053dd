"""Organisations enrol their people, many at once. Who is not ready is told what is missing."""

from collections import Counter
from collections.abc import Iterator

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Organisation, Seen, World

MOST_AT_ONCE = 250
OPEN_TO = {
    "formal": ("kestrelworks", "weidenfurt", "lanternway"),
    "informal": ("kestrelworks", "weidenfurt"),
    "group": ("weidenfurt", "lanternway"),
    "peer": ("kestrelworks", "weidenfurt"),
}
"""Organisations that find each kind's programme in the directory, by the agreements."""
MENTEES_CHOOSE = {"formal": 0.66, "group": 0.2, "informal": 0.14}
MENTORS_TAKE_PART = {"formal": 0.9, "group": 0.4, "informal": 0.35}
PEERS = 0.12
LATECOMERS = 0.12
"""Shares; who comes late is enrolled before the second cycle."""


async def people_enrol(world: World, step: Step, *, late: bool = False) -> None:
    """Enrol those who come in time, or those who come late."""
    parcels = [parcel for each in world.organisations.values() for parcel in _parcels(world, each, late)]
    step.expect(len(parcels))
    outcomes = await each(parcels, lambda parcel: _enrol(world, *parcel), tick=step.tick)
    refused = Counter(outcome["problem"] for some in outcomes for outcome in some if outcome["problem"])
    world.refused.update(refused)
    enrolled = sum(len(some) for some in outcomes) - refused.total()
    told = ", ".join(f"{count} {problem.replace('-', ' ')}" for problem, count in refused.items())
    step.say(f"{enrolled:,} enrolments" + (f"; refused: {told}" if told else ""))


Parcel = tuple[Organisation, str, list[Seen]]


def _parcels(world: World, organisation: Organisation, late: bool) -> Iterator[Parcel]:
    wishes: dict[str, list[Seen]] = {}
    for person in organisation.people.values():
        name = world.lasting_name(person["id"])
        if world.dice("late", name).chance(LATECOMERS) == late:
            for kind, role in _parts(world, organisation, person, name):
                wishes.setdefault(kind, []).append({"person_id": person["id"], "role": role})
    for kind, some in wishes.items():
        for start in range(0, len(some), MOST_AT_ONCE):
            yield organisation, kind, some[start : start + MOST_AT_ONCE]


def _parts(world: World, organisation: Organisation, person: Seen, name: str) -> Iterator[tuple[str, str]]:
    """In which kinds of programme the person takes part, as what."""
    dice, roles = world.dice("parts", name), person.get("roles") or ()
    found = [kind for kind, slugs in OPEN_TO.items() if organisation.slug.startswith(slugs)]
    if "mentee" in roles:
        yield dice.one({kind: share for kind, share in MENTEES_CHOOSE.items() if kind in found}), "mentee"
        if "peer" in found and person.get("disciplines") and dice.chance(PEERS):
            yield "peer", "peer"
    if "mentor" in roles:
        for kind, share in MENTORS_TAKE_PART.items():
            if kind in found and dice.chance(share):
                yield kind, "mentor"


async def _enrol(world: World, organisation: Organisation, kind: str, people: list[Seen]) -> list[Seen]:
    path = f"/v1/programmes/{world.programmes[kind]['id']}/enrolments/bulk"
    outcomes: list[Seen] = (await organisation.hand().post(path, {"people": people}))["people"]
    for outcome in outcomes:
        if outcome["enrolment"]:
            world.enrolled.setdefault((kind, outcome["role"]), []).append(outcome["person_id"])
    return outcomes
