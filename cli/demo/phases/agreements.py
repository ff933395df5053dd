"""The organisations agree to share: one agreement has a quota of places, the other asks for dual approval."""

from typing import Any

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Organisation, Seen, World

PLACES_FOR_THE_UNIVERSITY, PLACES_FOR_THE_COMPANY = 60, 25
EVERYONE = ("mentor", "mentee", "peer")


async def organisations_agree(world: World, step: Step) -> None:
    """The university shares with the company and with the charity; those two have nothing to do with each other."""
    company, university, charity = (world.named(slug) for slug in ("kestrelworks", "weidenfurt", "lanternway"))
    with_quota: dict[str, Any] = {
        "gives": {"roles": EVERYONE, "places": PLACES_FOR_THE_UNIVERSITY},
        "receives": {"roles": EVERYONE, "places": PLACES_FOR_THE_COMPANY},
    }
    with_approval: dict[str, Any] = {
        "gives": {"roles": EVERYONE},
        "receives": {"roles": EVERYONE},
        "dual_approval": True,
    }
    offers = [(company, university, with_quota), (university, charity, with_approval)]
    world.agreements = await each(offers, lambda offer: _agree(*offer))
    step.say(f"{len(world.agreements)} agreements: with a quota, with dual approval")


async def _agree(offering: Organisation, accepting: Organisation, terms: dict[str, Any]) -> Seen:
    offer = await offering.client.post("/v1/agreements", {"offered_to": accepting.id, **terms})
    accepted: Seen = (await accepting.client.post(f"/v1/agreements/{offer['id']}/accept")).body
    return accepted
