"""Eligible pairs with their scores, by seeker."""

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from services.matching.engine.arrays import Ints, Longs

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class Candidates(NamedTuple):
    """Seeker `i` may be matched with `other[start[i] : start[i + 1]]`, ascending, at the scores beside them.

    A pair that is not here is forbidden, or was not among the seeker's best. A score of 0 is still eligible.
    """

    start: Longs
    other: Ints
    score: Longs

    @property
    def seekers(self) -> int:
        """How many seekers."""
        return len(self.start) - 1

    def seeker(self) -> Ints:
        """By pair: the seeker."""
        return np.repeat(np.arange(self.seekers, dtype=np.int32), np.diff(self.start))

    def only(self, some: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Self:
        """A part of the pairs, by flags."""
        kept = np.concatenate([[0], np.cumsum(some)])
        return type(self)(kept[self.start].astype(np.int64), self.other[some], self.score[some])

    @classmethod
    def of(cls, matrix: "csr_array") -> Self:
        """The stored entries of a matrix of whole scores, zeros included."""
        ordered = matrix if matrix.has_sorted_indices else matrix.sorted_indices()
        return cls(
            ordered.indptr.astype(np.int64), ordered.indices.astype(np.int32), np.asarray(ordered.data, np.int64)
        )
