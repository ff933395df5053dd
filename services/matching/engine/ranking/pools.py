"""Rows of different lengths that are changed in place."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from services.matching.engine.columns import Lists
from services.matching.engine.ranking.columns import Rows

LEAST = 64


def grown(array: Any, length: int) -> Any:
    """The array with room for so many rows; the new ones are zeros. Its room doubles, so that growing is cheap."""
    if len(array) >= length:
        return array
    bigger = np.zeros((max(length, 2 * len(array), LEAST), *array.shape[1:]), array.dtype)
    bigger[: len(array)] = array
    return bigger


class Pool:
    """Rows of columns with values beside them. What rows leave behind is given back when it is more than they hold."""

    def __init__(self) -> None:
        self.start = np.zeros(0, np.int64)
        self.count = np.zeros(0, np.int32)
        self.column = np.zeros(LEAST, np.int32)
        self.value = np.zeros(LEAST, np.uint16)
        self.end = 0
        """Entries of the pool from here on were never used."""
        self.held = 0
        """Entries that rows hold."""

    def reserve(self, rows: int) -> None:
        """Have room for so many rows."""
        self.start, self.count = grown(self.start, rows), grown(self.count, rows)

    def put(self, at: int, row: Mapping[int, int]) -> None:
        """Replace a row. It stays where it is if it has become no longer."""
        before, count = int(self.count[at]), len(row)
        if count > before:
            self._make_room(at, count)
            self.start[at] = self.end
            self.end += count
        first = int(self.start[at])
        self.count[at] = count
        self.held += count - before
        if count:
            self.column[first : first + count] = list(row)
            self.value[first : first + count] = list(row.values())

    def _make_room(self, at: int, count: int) -> None:
        if self.end + count <= len(self.column):
            return
        if self.held < self.end // 2:
            self.compact()
        self.column, self.value = (grown(pool, self.end + count) for pool in (self.column, self.value))

    def compact(self) -> None:
        """Put the rows side by side."""
        kept = np.repeat(self.start - (np.cumsum(self.count) - self.count), self.count) + np.arange(self.held)
        self.column[: self.held], self.value[: self.held] = self.column[kept], self.value[kept]
        np.cumsum(self.count[:-1], out=self.start[1:])
        self.start[:1] = 0
        self.end = self.held

    def rows(self, length: int) -> Lists:
        """The first rows, as lists: a view, good until the next change."""
        return Lists(self.start[:length], self.count[:length], self.column, self.value)

    def kept(self) -> Rows:
        """All of it, for kernels."""
        return Rows(self.start, self.count, self.column, self.value)

    @property
    def nbytes(self) -> int:
        """Bytes of all its arrays."""
        return self.start.nbytes + self.count.nbytes + self.column.nbytes + self.value.nbytes
