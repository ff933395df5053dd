"""Sudden deaths: kill -9 on services, on whoever publishes, and on the servers."""

import asyncio

from tests.chaos.faults.fault import Scene

AWAY = (0.2, 3.0)
"""Seconds that a killed server stays away."""


async def kill_service(scene: Scene) -> None:
    """A service's process dies; the supervisor brings it back."""
    replica = scene.anybody()
    await scene.interrupting(replica)
    await asyncio.to_thread(replica.kill)


async def kill_owner(scene: Scene) -> None:
    """The one that publishes dies, with what is committed and not published."""
    replica = await scene.owner()
    await scene.interrupting(replica)
    await asyncio.to_thread(replica.kill)


async def kill_mongo(scene: Scene) -> None:
    """The database dies, and comes back with what it had promised."""
    await _kill_server(scene, "mongo")


async def kill_valkey(scene: Scene) -> None:
    """What counts requests dies and forgets."""
    await _kill_server(scene, "valkey")


async def kill_broker(scene: Scene) -> None:
    """The broker dies, and comes back with its records."""
    await _kill_server(scene, "kafka")


async def _kill_server(scene: Scene, name: str) -> None:
    server = scene.ground.servers[name]
    await scene.interrupting_all(name)
    await asyncio.to_thread(server.kill)
    await asyncio.sleep(scene.dice.uniform(*AWAY))
    await asyncio.to_thread(server.restart)
