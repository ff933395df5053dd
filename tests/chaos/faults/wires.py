"""Connections that break in the middle of a word, or take their time."""

import asyncio

from tests.chaos.faults.fault import Scene

TIMES, BETWEEN = (1, 4), (0.05, 0.6)
DELAY, SLOW = (0.02, 0.25), (2.0, 5.0)
"""Seconds: of delay in each direction, and how long it lasts."""


async def cut_mongo(scene: Scene) -> None:
    """Every connection to the database breaks, some of them between commit and answer."""
    await _cut(scene, "mongo")


async def cut_broker(scene: Scene) -> None:
    """Every connection to the broker breaks, some of them between a send and its acknowledgement."""
    await _cut(scene, "kafka")


async def cut_valkey(scene: Scene) -> None:
    """Every connection to Valkey breaks."""
    await _cut(scene, "valkey")


async def _cut(scene: Scene, name: str) -> None:
    await scene.interrupting_all(f"{name}'s wire")
    for _ in range(scene.dice.randint(*TIMES)):
        scene.ground.servers.wires[name].cut()
        await asyncio.sleep(scene.dice.uniform(*BETWEEN))


async def slow_mongo(scene: Scene) -> None:
    """The database is far away for a while."""
    await _slow(scene, "mongo")


async def slow_broker(scene: Scene) -> None:
    """The broker is far away for a while."""
    await _slow(scene, "kafka")


async def _slow(scene: Scene, name: str) -> None:
    await scene.interrupting_all(f"{name}'s wire")
    wire = scene.ground.servers.wires[name]
    wire.delay = scene.dice.uniform(*DELAY)
    await asyncio.sleep(scene.dice.uniform(*SLOW))
    wire.delay = 0.0
