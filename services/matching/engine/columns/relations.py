"""What is known between single people: seekers by row, others by column."""

from dataclasses import dataclass, fields
from typing import Any, Self

from services.matching.engine.arrays import Flags, Ints
from services.matching.engine.columns.lists import Lists, taken


@dataclass(frozen=True)
class Relations:
    """For each seeker the others of whom it holds, whichever of the two said so; values are not looked at."""

    same: Ints
    """By seeker: their own position among the others; -1 if they are not one of them."""
    met: Lists
    never: Lists
    reports: Lists
    vetoed: Lists
    """A coordinator ruled the pair out."""
    seeker_prefers: Lists
    """The seeker named the other."""
    other_prefers: Lists
    """The other named the seeker."""
    shared: Flags
    """By organisation of the seeker and of the other: whether their people may meet."""

    def rows(self, some: Any) -> Self:
        """For a part of the seekers: a slice, positions, or flags."""
        parts = {field.name: taken(getattr(self, field.name), some) for field in fields(self) if field.name != "shared"}
        return type(self)(**parts, shared=self.shared)
