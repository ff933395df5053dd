"""What the engine found for a cohort, before it is told in people's ids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.cohort.auditing import Proof
from services.matching.cohort.proposal import Proposal
from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.columns import Quotas

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """Proposals, what was proven of them, and what is left."""

    proposals: Sequence[Proposal]
    proof: Proof
    matched: Flags
    """By seeker."""
    free: Flags
    """By other: whether they could take one more."""
    quotas: Quotas
    """With what is left of them."""
    fewer: Longs
    """By seeker: by how many people groups would have to be smaller for them to be in one; 0 if that is not known."""


@dataclass(frozen=True)
class Pinned:
    """Pairs that must be, as positions: they are settled before anything is computed."""

    chosen: Ints
    """By seeker: the other; NOBODY for those who are free to be matched."""
    capacity: Longs
    """By other: places left after the pins."""
    quotas: Quotas
    """With what the pins leave of them."""

    @property
    def open(self) -> Longs:
        """Positions of the seekers who are free to be matched."""
        return np.flatnonzero(self.chosen == NOBODY)
