"""Which keys were revoked, as this process knows it: read again and again, well within the stated bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable

from services.chassis.observability.logs import get_logger

log = get_logger(__name__)
Read = Callable[[], Awaitable[Iterable[str]]]


async def _none() -> Iterable[str]:
    return ()


class Revocations:
    """The ids of revoked keys. `read` brings them all, from the service's own database."""

    def __init__(self, read: Read = _none, bound_seconds: float = 5) -> None:
        self._read = read
        self._bound = bound_seconds
        self._revoked: frozenset[str] = frozenset()
        self._read_at = time.monotonic()

    def is_revoked(self, key_id: str) -> bool:
        """Whether the key was revoked, as far as it is known here."""
        return key_id in self._revoked

    def add(self, key_id: str) -> None:
        """Refuse it from now on, without waiting for the next reading."""
        self._revoked |= {key_id}

    async def refresh(self) -> None:
        """Read them now."""
        begun = time.monotonic()
        self._revoked = frozenset(await self._read())
        self._read_at = begun

    async def keep_fresh(self) -> None:
        """Read them five times within the bound, until cancelled. A failed reading is logged and tried again."""
        while True:
            try:
                async with asyncio.timeout(self._bound):
                    await self.refresh()
            except Exception as error:  # noqa: BLE001 - the check below tells of it; the reader must go on
                log.warning("revocations not read", error=repr(error))
            await asyncio.sleep(self._bound / 5)

    def overdue(self) -> str | None:
        """For the health checks: why revoked keys may still pass here."""
        age = time.monotonic() - self._read_at
        return f"revoked keys were last read {age:.0f} s ago" if age > self._bound else None
