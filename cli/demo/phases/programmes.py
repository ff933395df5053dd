"""A programme of each of the four kinds, each run by an organisation that shares with others."""

from typing import Any

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World

OFFERS_WAIT_HOURS = 72
PROGRAMMES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "weidenfurt",
        {
            "kind": "formal",
            "title": "Crossing the river",
            "policy": {"offer_expiry_hours": OFFERS_WAIT_HOURS},
            "structure": {"cadence_days": 14, "milestones": ["Getting to know", "Half way", "Looking back"]},
        },
    ),
    (
        "kestrelworks",
        {
            "kind": "informal",
            "title": "Open doors",
            "policy": {"offer_expiry_hours": OFFERS_WAIT_HOURS},
            "structure": {"cadence_days": 28},
        },
    ),
    (
        "lanternway",
        {
            "kind": "group",
            "title": "Circles",
            "policy": {"offer_expiry_hours": OFFERS_WAIT_HOURS, "minimum_overlap_hours": 0.5},
            "structure": {"group_minimum": 3, "group_maximum": 6},
        },
    ),
    (
        "kestrelworks",
        {
            "kind": "peer",
            "title": "Side by side",
            "policy": {"offer_expiry_hours": OFFERS_WAIT_HOURS},
            "structure": {"cadence_days": 21},
        },
    ),
)


async def programmes_open(world: World, step: Step) -> None:
    """All are open to partners; to whom each is shown, the agreements say."""
    opened = await each(PROGRAMMES, lambda one: _open(world, *one))
    world.programmes = {programme["kind"]: programme for programme in opened}
    step.say(f"one of each kind: {', '.join(programme['kind'] for programme in opened)}")


async def _open(world: World, slug: str, programme: dict[str, Any]) -> Seen:
    answer = await world.named(slug).client.post("/v1/programmes", {**programme, "open_to_partners": True})
    opened: Seen = answer.body
    return opened
