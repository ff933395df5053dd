"""Before anything dies: organisations join and agree, programmes open, people come and are enrolled."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from tests.chaos.load.asked import Asked, of_answer
from tests.chaos.load.people import mentee, mentor
from tests.chaos.load.places import Places
from tests.chaos.load.rosters import Roster
from tests.chaos.load.world import Organisation, Person, Programme, World

T = TypeVar("T")
SCOPES = ("administer", "roster", "coordinate", "read")
QUOTA = 40
MOST_ENROLLED_AT_ONCE = 200
NAMES = ("Alder", "Birch", "Cedar", "Durian")


@dataclass(frozen=True)
class Size:
    """How many there are of each organisation."""

    organisations: int = 3
    mentors: int = 15
    mentees: int = 60
    strangers: int = 3
    crowd: int = 60
    """People of a roster that comes again and again."""


async def open_network(world: World, size: Size) -> tuple[list[Organisation], list[Roster]]:
    """The organisations that have nothing to do with the others, and the rosters that will come again."""
    world.organisations = await _gathered(_join(world, name) for name in NAMES[: size.organisations])
    strangers = await _gathered(_join(world, f"Stranger {number}") for number in range(size.strangers))
    pairs = list(combinations(world.organisations, 2))
    await _gathered(_agree(world, number, *pair) for number, pair in enumerate(pairs))
    await _gathered(_bring_people(world, each, size) for each in world.organisations)
    opened = [_open(world, each, kind) for each in world.organisations for kind in ("informal", "formal")]
    world.programmes = await _gathered(opened)
    await _gathered(_enrol_all(world, each) for each in world.programmes)
    rosters = [_roster(each, part, size.crowd) for each in world.organisations for part in range(3)]
    return strangers, rosters


async def _gathered(coming: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    return list(await asyncio.gather(*coming))


def _roster(organisation: Organisation, part: int, size: int) -> Roster:
    names = [f"crowd-{part}-{number:04d}" for number in range(size)]
    return Roster(organisation, names, mentee)


async def _join(world: World, name: str) -> Organisation:
    joined = Asked(
        "join", world.operator, "POST", "/v1/organisations", {"name": name}, effects=of_answer("organisation.joined")
    )
    id = (await world.ask(joined)).body["id"]
    wish = {"organisation_id": id, "scopes": SCOPES}
    issued = Asked("key", world.operator, "POST", "/v1/credentials", wish, effects=of_answer("credential.issued"))
    return Organisation(id, (await world.ask(issued)).body["secret"], name)


async def _agree(world: World, number: int, one: Organisation, other: Organisation) -> None:
    """With a quota, with both coordinators' approval, or neither, in turn."""
    share = {"roles": ["mentor", "mentee"], "places": QUOTA if number % 3 == 0 else None}
    terms = {"gives": share, "receives": share, "dual_approval": number % 3 == 1}
    wish = {"offered_to": other.id, **terms}
    offered = Asked("offer", one.key, "POST", "/v1/agreements", wish, effects=of_answer("agreement.offered"))
    id = (await world.ask(offered)).body["id"]
    path = f"/v1/agreements/{id}/accept"
    await world.ask(Asked("accept offer", other.key, "POST", path, effects=of_answer("agreement.accepted")))
    one.partners.append(other)
    other.partners.append(one)


async def _bring_people(world: World, organisation: Organisation, size: Size) -> None:
    mentors = Roster(organisation, [f"mentor-{number:04d}" for number in range(size.mentors)], mentor)
    mentees = Roster(organisation, [f"mentee-{number:04d}" for number in range(size.mentees)], mentee)
    await mentors.send(world)
    await mentees.send(world)
    for person in await _people(world, organisation):
        kind = organisation.mentors if person["external_id"].startswith("mentor") else organisation.mentees
        kind.append(Person(person["id"], organisation))


async def _people(world: World, organisation: Organisation) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    after = ""
    while True:
        page = await world.door.read(organisation.key, f"/v1/people?limit=200{after}")
        found += page["items"]
        if not page.get("next"):
            return sorted(found, key=lambda each: each["external_id"])
        after = f"&after={page['next']}"


async def _open(world: World, organisation: Organisation, kind: str) -> Programme:
    wish = {"kind": kind, "title": f"{kind} of {organisation.name}", "open_to_partners": True}
    asked = Asked("open", organisation.key, "POST", "/v1/programmes", wish, effects=of_answer("programme.opened"))
    id = (await world.ask(asked)).body["id"]
    return Programme(id, kind, organisation, (organisation, *organisation.partners), asked.places)


async def _enrol_all(world: World, programme: Programme) -> None:
    """In informal programmes everybody takes part; in a formal one a few, in its cycles."""
    for organisation in programme.members:
        share = 1 if programme.kind == "informal" else 4
        parts = [("mentor", each) for each in organisation.mentors[::share]]
        parts += [("mentee", each) for each in organisation.mentees[::share]]
        for start in range(0, len(parts), MOST_ENROLLED_AT_ONCE):
            await _enrol(world, programme, organisation, parts[start : start + MOST_ENROLLED_AT_ONCE])
        if programme.kind == "informal":
            world.free_mentees.extend((programme, each) for each in organisation.mentees)
    world.dice.shuffle(world.free_mentees)


async def _enrol(
    world: World, programme: Programme, organisation: Organisation, parts: Sequence[tuple[str, Person]]
) -> None:
    left = list(parts)
    while left:
        outcomes = await _enrolled(world, programme, organisation, left)
        unknown = {each["person_id"] for each in outcomes if each["problem"] == "unknown"}
        left = [part for part in left if part[1].id in unknown]


async def _enrolled(
    world: World, programme: Programme, organisation: Organisation, parts: Iterable[tuple[str, Person]]
) -> list[dict[str, str]]:
    people = [{"person_id": person.id, "role": role} for role, person in parts]
    asked = Asked(
        "enrol",
        organisation.key,
        "POST",
        f"/v1/programmes/{programme.id}/enrolments/bulk",
        {"people": people},
        effects=lambda answer: [
            ("participant.enrolled", each["person_id"]) for each in answer["people"] if each["enrolment"]
        ],
        places=programme.places.with_(Places()),
    )
    found: list[dict[str, str]] = (await world.ask(asked)).body["people"]
    return found
