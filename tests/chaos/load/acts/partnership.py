"""Organisations: agreements offered, taken and ended, names and zones changed, keys issued, rotated and revoked."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from tests.chaos.load.asked import Asked, about, of_answer
from tests.chaos.load.world import Organisation, World

ZONES = ("Europe/Berlin", "Europe/Lisbon", "Africa/Nairobi", "America/Lima", "Asia/Tokyo")
EVERYONE = ("mentor", "mentee", "peer")


async def agree_and_part(world: World, strangers: list[Organisation]) -> None:
    """Two who have nothing to do with each other offer, answer, and end it again."""
    for one, other in pairwise(strangers):
        share = {"roles": EVERYONE, "places": world.dice.randint(1, 9)}
        offer = {"offered_to": other.id, "gives": share, "receives": {"roles": EVERYONE}}
        id = (await world.ask(_agreement(one, "", offer))).body["id"]
        if world.dice.random() < 0.3:
            await world.ask(_agreement(other, f"/{id}/decline"))
            continue
        await world.ask(_agreement(other, f"/{id}/accept"))
        await world.ask(_agreement(world.dice.choice((one, other)), f"/{id}/end"))


KINDS = {"": "offered", "accept": "accepted", "decline": "declined", "end": "ended"}


def _agreement(organisation: Organisation, path: str, body: object = None) -> Asked:
    verb = path.rpartition("/")[2]
    kind = f"agreement.{KINDS[verb]}"
    return Asked(f"agreement {verb}", organisation.key, "POST", f"/v1/agreements{path}", body, effects=of_answer(kind))


async def change_a_zone(world: World, strangers: list[Organisation]) -> None:
    """An organisation moves. Each change is another one than the last, so that an event comes of it."""
    for number, each in enumerate(strangers):
        zone = ZONES[(len(world.ledger.entries) + number) % len(ZONES)]
        path = f"/v1/organisations/{each.id}"
        await world.ask(Asked("change organisation", each.key, "PATCH", path, {"zone": zone}))


async def turn_a_key(world: World) -> None:
    """A key is issued, replaced and revoked."""
    owner = world.dice.choice(world.organisations)
    expires = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    wish = {"scopes": ["read"], "expires_at": expires, "organisation_id": owner.id}
    issued = await world.ask(_key(world, "", wish, "credential.issued"))
    revoke = _key(world, f"/{issued.body['id']}/revoke", None, "credential.revoked")
    await world.ask(revoke)


def _key(world: World, path: str, body: object, kind: str) -> Asked:
    effects = about(kind, path.split("/")[1]) if path else of_answer(kind)
    return Asked(kind, world.operator, "POST", f"/v1/credentials{path}", body, effects=effects)
