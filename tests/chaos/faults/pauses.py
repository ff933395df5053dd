"""Processes that freeze, for longer than their leases and sessions last, and then go on as if nothing had been."""

import asyncio

from tests.chaos.faults.fault import Scene
from tests.chaos.ground.ground import LEASE_SECONDS, SESSION_MS
from tests.chaos.ground.replica import Replica

TOO_LONG = (max(LEASE_SECONDS, SESSION_MS / 1000) + 0.5, max(LEASE_SECONDS, SESSION_MS / 1000) + 4.0)
SERVER = (1.0, 5.0)


async def pause_service(scene: Scene) -> None:
    """A replica freezes past its session: its partitions go to others."""
    await _pause(scene, scene.anybody())


async def pause_owner(scene: Scene) -> None:
    """The publisher freezes past its lease, and wakes up believing that it still holds it."""
    await _pause(scene, await scene.owner())


async def _pause(scene: Scene, replica: Replica) -> None:
    await scene.interrupting(replica)
    replica.pause()
    await asyncio.sleep(scene.dice.uniform(*TOO_LONG))
    replica.resume()


async def pause_mongo(scene: Scene) -> None:
    """The database answers nothing for a while."""
    await _pause_server(scene, "mongo")


async def pause_broker(scene: Scene) -> None:
    """The broker answers nothing for a while."""
    await _pause_server(scene, "kafka")


async def _pause_server(scene: Scene, name: str) -> None:
    server = scene.ground.servers[name]
    await scene.interrupting_all(name)
    server.pause()
    await asyncio.sleep(scene.dice.uniform(*SERVER))
    server.resume()
