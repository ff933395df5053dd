"""Places of agreements: which pair takes a place of which, and how many there are."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs


@dataclass(frozen=True)
class Quotas:
    """A quota limits the pairs of one organisation's seekers with another one's others. Most pairs have none."""

    receiver: Ints
    """By quota: number of the seekers' organisation."""
    giver: Ints
    """By quota: number of the others' organisation. No two quotas have the same receiver and giver."""
    limit: Longs
    """By quota: places left, 0 or more."""
    seekers: Ints
    """By seeker: number of the organisation."""
    others: Ints
    """By other: number of the organisation."""

    def __len__(self) -> int:
        return len(self.limit)

    def of_pairs(self, seekers: Ints | Longs, others: Ints | Longs) -> Ints:
        """By pair of positions: the number of the quota that it counts for; NOBODY (-1) for none."""
        if not len(self):
            return np.full(len(seekers), NOBODY, np.int32)
        known = self._key(self.receiver, self.giver)
        order = np.argsort(known)
        wanted = self._key(self.seekers[seekers], self.others[others])
        at = np.minimum(np.searchsorted(known[order], wanted), len(known) - 1)
        found = order[at]
        return np.where(known[found] == wanted, found, NOBODY).astype(np.int32)

    def _key(self, receiver: Ints, giver: Ints) -> Longs:
        return receiver.astype(np.int64) << 32 | giver.astype(np.int64)

    def taken(self, seekers: Ints | Longs, others: Ints | Longs) -> Longs:
        """By quota: how many places these pairs take."""
        of = self.of_pairs(seekers, others)
        return np.bincount(of[of != NOBODY], minlength=len(self)).astype(np.int64)

    def after(self, seekers: Ints | Longs, others: Ints | Longs) -> Self:
        """With what these pairs leave. Raises nothing: less than nothing may be left."""
        return replace(self, limit=self.limit - self.taken(seekers, others))

    def of_seekers(self, some: Longs) -> Self:
        """For a part of the seekers, by position."""
        return replace(self, seekers=self.seekers[some])

    def exceeded(self, seekers: Ints | Longs, others: Ints | Longs) -> Longs:
        """Numbers of the quotas that these pairs exceed."""
        return np.flatnonzero(self.taken(seekers, others) > self.limit)
