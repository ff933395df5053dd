"""Matching cycles: one a programme, side by side; and what they propose."""

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.waiting import until
from cli.demo.world import Seen, World
from cli.errors import Failure


class CycleWithoutResult(Failure):
    """A cycle ended without proposals; the log of the services says why."""


KINDS = ("formal", "group", "peer")
WITHIN = 60.0


async def cycles_run(world: World, step: Step, number: int) -> None:
    """Start them, wait until each is completed, and read its proposals."""
    step.expect(len(KINDS))
    cycles = await each(KINDS, lambda kind: _run(world, kind), tick=step.tick)
    world.cycles += [{**cycle, **cycle["totals"], "round": number} for cycle in cycles]
    await world.look()
    considered = sum(cycle["totals"]["considered"] for cycle in cycles)
    matched = sum(cycle["totals"]["matched"] for cycle in cycles)
    proposals = sum(cycle["totals"]["proposals"] for cycle in cycles)
    step.say(f"{proposals} proposals for {matched:,} of {considered:,} people")


async def _run(world: World, kind: str) -> Seen:
    programme = world.programmes[kind]
    hand = world.organisations[programme["organisation_id"]].hand()
    started = await hand.post(f"/v1/programmes/{programme['id']}/cycles")
    path = f"/v1/programmes/{programme['id']}/cycles/{started['id']}"
    seen: Seen = {}

    async def lacking() -> str | None:
        nonlocal seen
        seen = (await hand.get(path)).body
        return None if seen["status"] != "running" else f"it is running: {seen['progress']}"

    await until(f"the end of the {kind} cycle", lacking, WITHIN)
    if seen["status"] != "completed":
        raise CycleWithoutResult(f"the {kind} cycle {seen['id']} is {seen['status']}")
    return seen
