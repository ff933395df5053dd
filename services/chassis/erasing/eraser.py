"""What a service says of itself, so that a person can be erased in it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

Erased: TypeAlias = Mapping[str, int]
"""How many of what."""


class NotYet(Exception):
    """Something that is still under way tells of the person: it is tried again in a moment."""


async def no_traces(runtime: "Runtime", person_id: str) -> tuple[str, ...]:
    """Who knows a person by their id alone leaves no other traces."""
    return ()


async def nothing(runtime: "Runtime", person_id: str) -> Erased:
    """For a service that keeps nothing of people."""
    return {}


@dataclass(frozen=True, slots=True)
class Eraser:
    """How a service erases a person. Both may be called again after an interruption."""

    erase: Callable[["Runtime", str], Awaitable[Erased]] = nothing
    """Erases what the service itself keeps. Raises NotYet, and what commands refuse."""
    traces: Callable[["Runtime", str], Awaitable[tuple[str, ...]]] = no_traces
    """Words by which the person is known here beside the id, asked for before anything is erased."""
