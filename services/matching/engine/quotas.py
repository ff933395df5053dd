"""Places of agreements: which pair takes a place of which, and how many there are."""

from dataclasses import dataclass

import numpy as np

from services.matching.engine.people import Integers

NO_LIMIT = -1


@dataclass(frozen=True)
class Quotas:
    """Organisations by number."""

    left: Integers
    """By organisation of the seeker and of the other: places left; NO_LIMIT within one and where none is set."""
    seekers: Integers
    """By seeker: the organisation."""
    others: Integers
    """By other: the organisation."""

    def __post_init__(self) -> None:
        """The matrix is square."""
        assert self.left.shape[0] == self.left.shape[1]

    def group_of(self, seekers: Integers, others: Integers) -> Integers:
        """By pair: the number of the quota that it counts for."""
        return np.asarray(self.seekers[seekers] * self.left.shape[0] + self.others[others], np.int64)

    def limits(self) -> Integers:
        """By the number of the quota: places left."""
        return self.left.ravel()

    def exceeded(self, groups: Integers) -> Integers:
        """Numbers of the quotas that these pairs exceed."""
        limits = self.limits()
        taken = np.bincount(groups, minlength=len(limits))
        return np.flatnonzero((limits != NO_LIMIT) & (taken > limits))

    def without(self, groups: Integers) -> "Quotas":
        """After these pairs have taken their places."""
        limits = self.limits()
        taken = np.bincount(groups, minlength=len(limits))
        left = np.where(limits == NO_LIMIT, NO_LIMIT, limits - taken)
        return Quotas(left.reshape(self.left.shape), self.seekers, self.others)
