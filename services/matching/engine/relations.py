"""What is known between single people, as sparse matrices of seekers by others."""

from dataclasses import dataclass
from typing import Any, Self

from services.matching.engine.people import Flags, Sparse


@dataclass(frozen=True)
class Relations:
    """Each holds a 1 where it is so."""

    same: Sparse
    met: Sparse
    never: Sparse
    reports: Sparse
    seeker_prefers: Sparse
    other_prefers: Sparse
    shared: Flags
    """By organisation of the seeker and of the other: whether their people may meet."""

    def rows(self, some: Any) -> Self:
        """For a part of the seekers."""
        names = ("same", "met", "never", "reports", "seeker_prefers", "other_prefers")
        return type(self)(**{name: getattr(self, name)[some] for name in names}, shared=self.shared)
