"""Replicas that come and go of their own accord: partitions change hands while records are under way."""

import asyncio

from tests.chaos.faults.fault import Scene
from tests.chaos.ground.replica import Replica

MOST = 2
"""Further replicas at a time."""


async def add_replica(scene: Scene) -> None:
    """One more of a service joins; if there are enough, one leaves instead."""
    fleet = scene.ground.fleet
    extra = _extra(scene)
    if len(extra) >= MOST:
        return await remove_replica(scene)
    twin = scene.anybody()
    await scene.interrupting(twin)
    replica = fleet.add(twin.services)
    scene.whom = replica.name
    await asyncio.to_thread(replica.start)
    return None


async def remove_replica(scene: Scene) -> None:
    """One is asked to end and finishes what it has; the further ones first."""
    found = _extra(scene)
    replica = found[0] if found else scene.anybody()
    await scene.interrupting(replica)
    replica.ask_to_end()
    if not found:
        # It was one of those that have to be there: a new one takes its place.
        await asyncio.to_thread(scene.ground.fleet.add(replica.services).start)


def _extra(scene: Scene) -> list[Replica]:
    fleet = scene.ground.fleet
    wanted = [each for each in fleet.replicas if each.is_wanted]
    return [each for each in wanted[fleet.first :] if each.pid is not None]
