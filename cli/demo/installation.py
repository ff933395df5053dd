"""Everything that the demo runs on: the servers, and all services in one process."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from cli.client import ApiProblem, Client, ServerAway
from cli.client.connections import Connections
from cli.demo.service_log import told_at_last
from cli.demo.waiting import until
from cli.errors import Failure
from deploy.local import Servers, start_servers
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import ChildProcess
from deploy.local.servers import KAFKA, MONGO
from services.chassis.http.keys import new_signing_key
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import load_settings

READY_WITHIN = 60.0
REQUESTS_A_MINUTE = 10_000_000
"""The demo is one client that acts for whole organisations; what a limit does is shown elsewhere."""


class ServicesEnded(Failure):
    """The process of the services ended though nobody asked it to; the message says what it said at last."""


@dataclass(frozen=True)
class Installation:
    """Where everything is."""

    servers: Servers
    services: ChildProcess | None
    """None where somebody else runs them."""
    directory: Path
    url: str
    namespace: str
    signing_key: str
    transport: Callable[[], httpx.AsyncBaseTransport] = Connections
    """Makes what brings requests there."""

    def insist_running(self) -> None:
        """Raises ServicesEnded if they do not run any more."""
        if self.services is not None and not self.services.is_running:
            last = told_at_last(self.services.log, 1)
            raise ServicesEnded(f"the services ended: {last[0] if last else 'they said nothing'}")


@asynccontextmanager
async def installed(directory: Path) -> AsyncIterator[Installation]:
    """Start what is not given, with topics; however it ends, what was started here ends with it.

    Raises ServerDidNotStart, DirectoryInUse, BrokerAway, TopicsWrong, ServicesEnded or DidNotCome.
    """
    # In a thread: starting waits without a loop, and Ctrl-C is to be heard meanwhile.
    servers = await asyncio.to_thread(start_servers, directory)
    try:
        namespace = _namespace()
        await create_topics(load_settings(kafka_url=servers.kafka_url, namespace=namespace))
        services, installation = _with_services(servers, directory, namespace)
        try:
            async with Client(installation.url, patience=0.01) as client:
                await ready(installation, client)
            yield installation
        finally:
            await asyncio.to_thread(services.stop)
    finally:
        await asyncio.to_thread(servers.stop)


def _namespace() -> str:
    """Servers that are given may hold something; those started here are empty."""
    given = any(os.environ.get(name) for name in (KAFKA, MONGO))
    return f"demo-{uuid4().hex[:8]}" if given else ""


def _with_services(servers: Servers, directory: Path, namespace: str) -> tuple[ChildProcess, Installation]:
    log, port, signing_key = directory / "services.log", free_port(), new_signing_key()
    log.unlink(missing_ok=True)
    told = {
        **_settings_of_ours(),
        **servers.environment(),
        "MENTORMESH_NAMESPACE": namespace,
        "MENTORMESH_SIGNING_KEY": signing_key,
        "MENTORMESH_HOST": LOOPBACK,
        "MENTORMESH_PORT": str(port),
        "MENTORMESH_SANDBOX": "true",
        "MENTORMESH_RATE_LIMIT_PER_MINUTE": str(REQUESTS_A_MINUTE),
    }
    services = ChildProcess([sys.executable, "-m", "cli.main", "serve", "all"], log, told=told, patience=30)
    return services, Installation(servers, services, directory, f"http://{LOOPBACK}:{port}", namespace, signing_key)


def _settings_of_ours() -> dict[str, str]:
    """What this command was told of drivers, passwords and certificates. Keys are the demo's own."""
    own = ("MENTORMESH_VERIFYING_KEYS", "MENTORMESH_KEY", "MENTORMESH_URL")
    return {name: text for name, text in os.environ.items() if name.startswith("MENTORMESH_") and name not in own}


async def ready(installation: Installation, client: Client) -> None:
    """Wait until all services are. Raises ServicesEnded or DidNotCome."""

    async def lacking() -> str | None:
        installation.insist_running()
        try:
            await client.get("/health/ready")
        except ServerAway:
            return "nobody listens yet"
        except ApiProblem as problem:
            return "; ".join(f"{name}: {why}" for name, why in problem.members.get("reasons", {}).items())
        return None

    await until("the services' readiness", lacking, READY_WITHIN)
