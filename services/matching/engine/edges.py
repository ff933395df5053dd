"""Eligible pairs as three columns."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.people import Flags, Integers, Sparse


class Edges(NamedTuple):
    """Who could be matched with whom, and how well they suit."""

    seekers: Integers
    others: Integers
    scores: Integers

    @classmethod
    def of(cls, scores: Sparse) -> "Edges":
        """The stored entries of a matrix, row by row."""
        rows, columns = scores.nonzero()
        return cls(rows.astype(np.int64), columns.astype(np.int64), scores.data.astype(np.int64))

    def only(self, some: Flags | Integers) -> "Edges":
        """A part of them."""
        return Edges(self.seekers[some], self.others[some], self.scores[some])

    def __len__(self) -> int:
        return len(self.seekers)


NOBODY = -1
"""In results: matched with nobody."""
