"""Counters for the rate limits: shared by all processes through Redis, or this process's own."""

import asyncio
from typing import Protocol

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from services.chassis.observability import metrics

KEEP_SECONDS = 120
PATIENCE_SECONDS = 0.1
CONNECTIONS = 20


class Counter(Protocol):
    """Counts by key."""

    async def add(self, key: str, amount: int) -> int:
        """The total after adding."""


class LocalCounter:
    """Counts in memory."""

    def __init__(self) -> None:
        self._totals: dict[str, int] = {}

    async def add(self, key: str, amount: int) -> int:
        """The total after adding."""
        self._totals[key] = self._totals.get(key, 0) + amount
        return self._totals[key]

    def clear(self) -> None:
        """Begin anew."""
        self._totals.clear()


class RedisCounter:
    """Counts in Redis. Raises within a tenth of a second whatever is wrong with it."""

    def __init__(self, service: str, url: str) -> None:
        self._in_use = metrics.connections_in_use.labels(service, metrics.REDIS)
        metrics.connections_most.labels(service, metrics.REDIS).set(CONNECTIONS)
        self._redis: Redis = Redis.from_url(
            url, max_connections=CONNECTIONS, socket_connect_timeout=PATIENCE_SECONDS, retry=Retry(NoBackoff(), 0)
        )

    async def add(self, key: str, amount: int) -> int:
        """The total after adding. The key goes by itself."""
        with self._in_use.track_inprogress():
            return await self._added(key, amount)

    async def _added(self, key: str, amount: int) -> int:
        async with asyncio.timeout(PATIENCE_SECONDS), self._redis.pipeline(transaction=False) as pipeline:
            pipeline.incrby(key, amount)
            pipeline.expire(key, KEEP_SECONDS)
            total, _ = await pipeline.execute()
            return int(total)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
