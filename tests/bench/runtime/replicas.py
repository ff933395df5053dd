"""Replicas of a service in processes of their own, of one consumer group."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from cli.demo.measures.exposition import Exposition
from deploy.local.ports import LOOPBACK, free_port
from deploy.local.process import ChildProcess
from tests.bench.runtime.run import Run

MODULE = "tests.bench.runtime.replica"
ROOT = Path(__file__).parents[3]
PATIENCE = 120
STEADY = 2.0
"""Seconds without a change, after which the group is taken to have settled."""


class Replica(ChildProcess):
    """One of them."""

    def __init__(self, run: Run, service: str, namespace: str, number: int) -> None:
        self.url = f"http://{LOOPBACK}:{(port := free_port())}"
        told = run.servers.environment() | {
            "MENTORMESH_NAMESPACE": namespace,
            "MENTORMESH_PORT": str(port),
            "MENTORMESH_LOG_LEVEL": "WARNING",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'contracts'}",
        }
        log = Path(".local/bench") / f"{namespace}-{number}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        super().__init__([sys.executable, "-P", "-m", MODULE, service], log, told=told)

    async def waits_at_the_gate(self, client: httpx.AsyncClient) -> bool:
        """Whether it has its partitions, and takes nothing because it may not."""
        if not self.is_running:
            raise RuntimeError(f"a replica ended: {self.last_line()}")
        try:
            answer = await client.get(f"{self.url}/health/ready")
        except httpx.TransportError:
            return False
        return "the intake stopped" in answer.text

    async def counted(self, client: httpx.AsyncClient, name: str, **labels: str) -> float:
        """What one of its counters says, with these labels, all together."""
        return Exposition.of((await client.get(f"{self.url}/metrics")).text).total(name, **labels)


@asynccontextmanager
async def started_replicas(run: Run, service: str, namespace: str, count: int) -> AsyncIterator[list[Replica]]:
    """So many, once each of them has its partitions; the intake must be stopped. They run while the `with` lasts."""
    replicas = [Replica(run, service, namespace, number) for number in range(count)]
    try:
        await _settled(replicas)
        yield replicas
    finally:
        await asyncio.gather(*(asyncio.to_thread(replica.stop) for replica in replicas))


async def _settled(replicas: Sequence[Replica]) -> None:
    steady = 0.0
    async with asyncio.timeout(PATIENCE), httpx.AsyncClient() as client:
        while steady < STEADY:
            await asyncio.sleep(0.1)
            waiting = [await replica.waits_at_the_gate(client) for replica in replicas]
            steady = steady + 0.1 if all(waiting) else 0.0
