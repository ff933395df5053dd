"""A service at work: as many replicas as are asked for, each behind HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx

from services.chassis.observability.tracing.opening import open_tracing
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.service import Service
from services.chassis.settings import Settings

PATIENCE = 120.0


@dataclass(frozen=True)
class Replica:
    """One of them, with a client that asks it."""

    runtime: Runtime
    http: httpx.AsyncClient


@asynccontextmanager
async def running(service: Service, settings: Settings, replicas: int = 1) -> AsyncIterator[list[Replica]]:
    """They run while the `with` lasts."""
    async with AsyncExitStack() as stack:
        yield list(await asyncio.gather(*(_start(service, settings, stack) for _ in range(replicas))))


async def _start(service: Service, settings: Settings, stack: AsyncExitStack) -> Replica:
    tracing = open_tracing(settings)
    stack.push_async_callback(tracing.close)
    runtime = Runtime(service, settings, tracing=tracing)
    stack.push_async_callback(runtime.stop)
    await runtime.start()
    transport = httpx.ASGITransport(build_app([runtime], settings, runtime.health, tracing=tracing))
    client = httpx.AsyncClient(transport=transport, base_url=f"http://{service.name}", timeout=PATIENCE)
    return Replica(runtime, await stack.enter_async_context(client))
