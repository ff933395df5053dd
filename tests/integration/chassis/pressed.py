"""A real process with a wire between it and its database, and a crowd that wants something of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx

from deploy.local import Servers
from mentormesh_contracts.vocabulary import Scope
from services.chassis.clock import system_time
from services.chassis.http.keys import KeyRing
from services.chassis.identity import new_id
from services.chassis.settings import Settings
from tests.integration.chassis.processes import ToyProcess, toy_process
from tests.integration.support.waiting import LONG_ENOUGH, LOOK_AGAIN
from tests.wire import Wire, through
from tests.wire.address import target_of

PROMPT = 10.0
"""Seconds for a probe: whoever asks for health gives up then, and the process would be restarted."""
PROBES = ("/health/live", "/health/ready", "/metrics")
PADDING = 200_000
"""Bytes by which each command's body is longer than it need be: what waits shows in the memory."""
MIB = 1024 * 1024


@dataclass
class Seen:
    """What probes saw while the process was pressed."""

    probes: int = 0
    not_live: int = 0
    most_waiting: float = 0.0
    most_memory: int = 0


@dataclass(frozen=True)
class Wish:
    """A command that may be sent again."""

    tally: str
    key: str = field(default_factory=new_id)


class Pressed:
    """The process, the wire to its database, and its callers."""

    def __init__(self, process: ToyProcess, wire: Wire, http: httpx.AsyncClient, settings: Settings) -> None:
        self.process, self.wire, self.http = process, wire, http
        self.seen = Seen()
        now = system_time()
        self._key = KeyRing.of(settings).issue(new_id(), "org", {Scope.COORDINATE}, now, now + timedelta(days=1))

    @property
    def memory(self) -> int:
        """Bytes that the process has in memory."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) * 1024

    async def wish(self, wish: Wish) -> httpx.Response:
        """Its answer."""
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": wish.key}
        content = b"{}" + b" " * PADDING
        headers["Content-Type"] = "application/json"
        return await self.http.post(f"/v1/tallies/{wish.tally}/count", content=content, headers=headers)

    async def fulfilled(self, wish: Wish) -> None:
        """Ask again until it is."""
        async with asyncio.timeout(LONG_ENOUGH):
            while (await self.wish(wish)).status_code != httpx.codes.OK:
                await asyncio.sleep(LOOK_AGAIN)

    async def probe(self) -> None:
        """Look at health, metrics and memory again and again, until cancelled. Each has to be answered in time."""
        async with httpx.AsyncClient(base_url=self.http.base_url, timeout=PROMPT) as prober:
            while True:
                live, _, metrics = [await prober.get(path) for path in PROBES]
                self.seen.probes += 1
                self.seen.not_live += live.status_code != httpx.codes.OK
                self.seen.most_waiting = max(self.seen.most_waiting, _waiting(metrics.text))
                self.seen.most_memory = max(self.seen.most_memory, self.memory)
                await asyncio.sleep(0.05)


def _waiting(metrics: str) -> float:
    lines = [line for line in metrics.splitlines() if line.startswith("mentormesh_queue_depth{")]
    return max((float(line.split()[-1]) for line in lines), default=0.0)


@asynccontextmanager
async def pressed(servers: Servers, settings: Settings, directory: Path, **other: str) -> AsyncIterator[Pressed]:
    """It runs while the `with` lasts."""
    assert settings.signing_key is not None
    told = {"MENTORMESH_SIGNING_KEY": settings.signing_key.get_secret_value(), **other}
    async with Wire(target_of(servers.mongo_url)) as wire:
        told["MENTORMESH_MONGO_URL"] = through(wire, servers.mongo_url)
        with toy_process(settings, servers.environment(), directory, **told) as process:
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
            url = await process.address()
            async with httpx.AsyncClient(base_url=url, timeout=LONG_ENOUGH, limits=limits) as http:
                yield Pressed(process, wire, http, settings)
