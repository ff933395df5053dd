"""Requests a minute for each organisation. Tokens are leased in chunks, so that most requests pay no round trip."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from redis.exceptions import RedisError

from services.chassis.http.counters import Counter, LocalCounter, RedisCounter
from services.chassis.http.problems import RateLimited
from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.settings import Settings

log = get_logger(__name__)
WINDOW = 60
LEASES_A_MINUTE = 100
TRY_AGAIN_SECONDS, REMEMBERED_SECONDS = 5.0, 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organisation stands in this minute."""

    limit: int
    remaining: int
    reset: int
    """Seconds until the minute is over."""
    refused: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """The rate-limit headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }

    def insist(self) -> None:
        """Raise RateLimited if it was one too many."""
        if self.refused:
            raise RateLimited(
                f"{self.limit} requests a minute are the limit", retry_after=self.reset, limit_per_minute=self.limit
            )


@dataclass(slots=True)
class _Lease:
    held: int = 0
    beyond: int = 0
    """What the others may still take, as far as it is known."""
    over: bool = False
    trip: asyncio.Lock = field(default_factory=asyncio.Lock)


class RateLimits:
    """Counts through Redis; without it, or while it is out of reach, in this process alone."""

    def __init__(
        self,
        service: str,
        per_minute: int,
        shared: Counter | None = None,
        *,
        prefix: str = "",
        now: Callable[[], float] = time.time,
    ) -> None:
        self._service = service
        self._limit = per_minute
        self._chunk = max(1, per_minute // LEASES_A_MINUTE)
        self._shared = shared
        self._local = LocalCounter()
        self._prefix = prefix
        self._now = now
        self._window = 0
        self._leases: dict[str, _Lease] = {}
        self._local_until = 0.0
        self.tell()

    def tell(self) -> None:
        """Tell the metrics whether Redis was out of reach lately: whoever asks no more does not find out."""
        alone = self._local_until > 0 and self._now() < self._local_until + REMEMBERED_SECONDS
        metrics.rate_limits_local.labels(self._service).set(alone)

    @classmethod
    def of(cls, service: str, settings: Settings, now: Callable[[], float] = time.time) -> Self:
        """The limits that the settings describe."""
        shared = RedisCounter(service, settings.redis_url) if settings.redis_url else None
        return cls(service, settings.rate_limit_per_minute, shared, prefix=settings.namespace, now=now)

    async def take(self, organisation_id: str) -> Standing:
        """Count one request."""
        lease = self._lease_of(organisation_id)
        if lease.held == 0 and not lease.over:
            async with lease.trip:
                if lease.held == 0 and not lease.over:
                    await self._renew(organisation_id, lease)
        if lease.held == 0:
            metrics.rate_limited_total.labels(self._service).inc()
            return Standing(self._limit, 0, self._reset(), refused=True)
        lease.held -= 1
        return Standing(self._limit, lease.held + lease.beyond, self._reset())

    async def close(self) -> None:
        """Let go of Redis."""
        if isinstance(self._shared, RedisCounter):
            await self._shared.close()

    def _lease_of(self, organisation_id: str) -> _Lease:
        if (window := int(self._now() // WINDOW)) != self._window:
            self._window = window
            self._leases.clear()
            self._local.clear()
        return self._leases.setdefault(organisation_id, _Lease())

    async def _renew(self, organisation_id: str, lease: _Lease) -> None:
        key = f"{self._prefix}:requests:{organisation_id}:{self._window}"
        total = await self._count(key)
        left = self._limit - (total - self._chunk)
        lease.held = max(0, min(self._chunk, left))
        lease.beyond = max(0, left - self._chunk)
        lease.over = lease.held == 0

    async def _count(self, key: str) -> int:
        if self._shared is None or self._now() < self._local_until:
            return await self._local.add(key, self._chunk)
        try:
            total = await self._shared.add(key, self._chunk)
        except (RedisError, OSError, TimeoutError) as error:
            self._go_on_alone(error)
            return await self._local.add(key, self._chunk)
        self._local_until = 0.0
        self.tell()
        return total

    def _go_on_alone(self, error: Exception) -> None:
        if self._local_until == 0:
            log.warning("rate limits are counted in this process alone", error=repr(error))
        self._local_until = self._now() + TRY_AGAIN_SECONDS
        self.tell()

    def _reset(self) -> int:
        return max(1, WINDOW - int(self._now()) % WINDOW)
