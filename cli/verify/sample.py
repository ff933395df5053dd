"""Some of many: always the same ones, and not the ones that happen to come first."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
SOME = 25
"""How many of a kind are asked about where all would take too long."""


def sample(values: Iterable[T], most: int = SOME) -> list[T]:
    """At most so many, chosen by a digest of their text."""
    return sorted(values, key=lambda value: blake2b(repr(value).encode(), digest_size=8).digest())[:most]
