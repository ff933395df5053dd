"""Everything together, while a run lasts."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pymongo import AsyncMongoClient

from deploy.local.claim import claim
from services.chassis.http.keys import new_signing_key
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import load_settings
from tests.chaos.ground.broker import broker_for_chaos
from tests.chaos.ground.fleet import Fleet
from tests.chaos.ground.layout import Layout
from tests.chaos.ground.servers import Servers

SESSION_MS = 6_000
LEASE_SECONDS = 6.0
"""As the chassis has it: whoever is silent for longer has lost its leases."""


@dataclass(frozen=True)
class Ground:
    """The servers, the services, and a way past them to the raw database."""

    directory: Path
    servers: Servers
    fleet: Fleet
    database: AsyncMongoClient[dict[str, object]]
    signing_key: str


@asynccontextmanager
async def standing(
    directory: Path, layout: Layout, source: Path, more: Mapping[str, str], dice: Random
) -> AsyncIterator[Ground]:
    """Servers, topics and services, all started; however it ends, they end with it. Logs stay in the directory."""
    lock = claim(directory)
    _sweep(directory)
    servers, signing_key = Servers(directory, broker_for_chaos()), new_signing_key()
    try:
        await servers.start()
        await create_topics(load_settings(kafka_url=servers.kafka_url))
        fleet = Fleet(layout, _told(servers, signing_key, source, more), directory, dice)
        database: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(servers.mongo_url, tz_aware=True)
        try:
            await fleet.start()
            yield Ground(directory, servers, fleet, database, signing_key)
        finally:
            await fleet.stop()
            await database.close()
    finally:
        await servers.stop()
        lock.close()


def _sweep(directory: Path) -> None:
    """What an earlier run has left is gone."""
    for old in directory.iterdir():
        if old.name != ".in-use":
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def _told(servers: Servers, signing_key: str, source: Path, more: Mapping[str, str]) -> dict[str, str]:
    return {
        **servers.environment(),
        "PYTHONPATH": os.pathsep.join((str(source), str(source / "contracts"))),
        "MENTORMESH_KAFKA_SESSION_TIMEOUT_MS": str(SESSION_MS),
        "MENTORMESH_SIGNING_KEY": signing_key,
        "MENTORMESH_SANDBOX": "true",
        "MENTORMESH_RATE_LIMIT_PER_MINUTE": "10000000",
        **more,
    }
