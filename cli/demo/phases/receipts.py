"""What every cycle left behind: its audit, and a receipt from which it is computed again."""

from cli.cycles.replaying import replayed
from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World
from cli.errors import Failure

PATIENCE = 120.0


class ReplayedOtherwise(Failure):
    """A cycle that is computed again from its receipt has another result, or none."""


async def receipts_are_replayed(world: World, step: Step) -> None:
    """Read each cycle's audit, and compute each again from its receipt: the same, byte for byte."""
    step.expect(len(world.cycles))
    told = await each(world.cycles, lambda cycle: _told(world, cycle), at_once=2, tick=step.tick)
    world.cycles = [{**cycle, **more} for cycle, more in zip(world.cycles, told, strict=True)]
    step.say(f"{len(told)} cycles computed again, each with the same result")


async def _told(world: World, cycle: Seen) -> Seen:
    programme = world.programme(cycle["programme_id"])
    hand = world.organisations[programme["organisation_id"]].hand()
    audit = (await hand.get(f"/v1/programmes/{programme['id']}/cycles/{cycle['id']}/audit")).body
    replay = await replayed(hand, cycle["id"], PATIENCE)
    if replay["outcome"] != "same":
        raise ReplayedOtherwise(f"the {programme['kind']} cycle {cycle['id']}, replayed: {replay['detail']}")
    return {"audit": audit, "replay": replay["outcome"]}
