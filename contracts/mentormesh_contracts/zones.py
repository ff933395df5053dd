"""Time zones: whoever writes one must know it, whoever reads one need not."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from pydantic import ValidationInfo

READING: dict[str, Any] = {"reading": True}
"""Validation context of a reader: its zone database may be older than the writer's, or missing."""


def in_the_iana_database(zone: str, info: ValidationInfo) -> str:
    """The zone itself. Raises ValueError for a writer's zone that this machine does not know."""
    if info.context is READING or zone in _known():
        return zone
    raise ValueError(f"{zone!r} is no time zone of the IANA database")


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
