"""The time, as everything in a process sees it. A sandbox may set it; nothing else may."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class ClockNotSettable(RuntimeError):
    """Time moves by itself: only a sandbox's clock may be moved."""


def system_time() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Answers the time in UTC; settable, it runs ahead of (or behind) its source by an offset."""

    __slots__ = ("_offset", "_source", "settable")

    def __init__(self, *, settable: bool = False, source: Callable[[], datetime] = system_time) -> None:
        self.settable = settable
        self._source = source
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return self._source() + self._offset

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of its source."""
        return self._offset

    @offset.setter
    def offset(self, offset: timedelta) -> None:
        if not self.settable:
            raise ClockNotSettable("only a sandbox's clock may be moved (MENTORMESH_SANDBOX)")
        self._offset = offset

    def advance(self, by: timedelta) -> datetime:
        """Move it and answer the new time. Raises ClockNotSettable outside a sandbox."""
        self.offset += by
        return self.now()
