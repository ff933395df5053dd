"""The services as processes of their own, on real servers, while a case lasts."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient

from deploy.local import Servers
from deploy.local.errors import ServerNotOurs
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import Settings
from tests.bench.api.http import Http
from tests.chaos.ground.replica import Replica
from tests.chaos.load.routes import service_for
from tests.told_settings import settings_of

SOURCE = Path(__file__).parents[3]
PYTHONPATH = os.pathsep.join((str(SOURCE), str(SOURCE / "contracts")))
READY_SECONDS = 120.0
REQUESTS_A_MINUTE = 100_000_000
"""Requests are counted all the same; they are only not refused."""


@dataclass(frozen=True)
class Ground:
    """Running services, and the ways to them."""

    servers: Servers
    settings: Settings
    replicas: Mapping[str, Replica]
    mongo: AsyncMongoClient[dict[str, Any]]
    http: dict[str, Http] = field(default_factory=dict)

    def to(self, path: str) -> Http:
        """The service that answers this path."""
        return self.http[service_for(path)]

    def key(self, organisation: str, *scopes: Scope) -> str:
        """A key for an organisation, as the partners service would sign it."""
        now = datetime.now(UTC).replace(microsecond=0)
        return KeyRing.of(self.settings).issue(new_id(), organisation, scopes, now, now + timedelta(days=300))

    def services(self) -> dict[str, int]:
        """Process ids of the services."""
        return {name: replica.pid for name, replica in self.replicas.items() if replica.pid is not None}

    def pids(self) -> dict[str, int]:
        """Process ids of the services and of the servers that were started here."""
        return self.services() | _pids_of(self.servers)


def _pids_of(servers: Servers) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in ("mongo", "kafka", "valkey"):
        try:
            pid = getattr(servers, name).pid
        except ServerNotOurs:
            continue
        if pid is not None:
            found[name] = pid
    return found


def broker_of(servers: Servers) -> str:
    """Its name, for the report."""
    try:
        return servers.kafka.broker
    except ServerNotOurs:
        return f"given: {servers.kafka_url}"


@asynccontextmanager
async def standing(
    servers: Servers, directory: Path, namespace: str, names: tuple[str, ...], more: Mapping[str, str] | None = None
) -> AsyncIterator[Ground]:
    """Each service by itself, ready. However it ends, they end with it."""
    told = told_to(servers, namespace) | dict(more or {})
    settings = settings_of(told)
    await create_topics(settings)
    replicas = {name: Replica(f"{namespace}-{name}", (name,), told, directory) for name in names}
    mongo: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(servers.mongo_url, tz_aware=True)
    ground = Ground(servers, settings, replicas, mongo, {name: Http(each.port) for name, each in replicas.items()})
    try:
        for replica in replicas.values():
            await asyncio.to_thread(replica.start)
        await asyncio.gather(*(until_ready(replica) for replica in replicas.values()))
        yield ground
    finally:
        for client in ground.http.values():
            client.close()
        await mongo.close()
        for replica in replicas.values():
            replica.ask_to_end()
        for replica in replicas.values():
            await asyncio.to_thread(replica.stop)


def told_to(servers: Servers, namespace: str) -> dict[str, str]:
    """The environment of a service's process."""
    return {
        **servers.environment(),
        "PYTHONPATH": PYTHONPATH,
        "MENTORMESH_NAMESPACE": namespace,
        "MENTORMESH_SIGNING_KEY": new_signing_key(),
        "MENTORMESH_RATE_LIMIT_PER_MINUTE": str(REQUESTS_A_MINUTE),
        "MENTORMESH_LOG_LEVEL": "WARNING",
    }


async def until_ready(replica: Replica, look_every: float = 0.2) -> None:
    """Until it says so. Raises RuntimeError when patience is over."""
    http, deadline = Http(replica.port), time.monotonic() + READY_SECONDS
    while await http.ask(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n") is None:
        if time.monotonic() > deadline or replica.pid is None:
            raise RuntimeError(f"{replica.name} is not ready (see {replica.log}): {next(reversed(http.failed))}")
        await asyncio.sleep(look_every)
    http.close()
