"""Rows of different lengths: for each row some columns, each with a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from services.matching.engine.arrays import Ints, Longs, Shorts


@dataclass(frozen=True)
class Lists:
    """A row is `column[start : start + count]` with `value[...]` beside it. Rows may lie anywhere in the pool."""

    start: Longs
    count: Ints
    column: Ints
    value: Shorts

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def of(cls, rows: Iterable[Mapping[int, int]]) -> Self:
        """From `{column: value}` a row."""
        kept = list(rows)
        count = np.array([len(row) for row in kept], np.int32)
        start = np.zeros(len(kept), np.int64)
        np.cumsum(count[:-1], out=start[1:])
        column = np.array([name for row in kept for name in row], np.int32)
        value = np.array([each for row in kept for each in row.values()], np.uint16)
        return cls(start, count, column, value)

    def rows(self, some: Any) -> Self:
        """A part of the rows: a slice, positions, or flags. The pool is shared."""
        return type(self)(self.start[some], self.count[some], self.column, self.value)

    def entries(self) -> Longs:
        """Where in the pool the entries of all rows are, one row after another."""
        before = np.cumsum(self.count, dtype=np.int64) - self.count
        return np.repeat(self.start - before, self.count) + np.arange(int(self.count.sum()))

    def row(self, at: int) -> dict[int, int]:
        """One row, as `{column: value}`."""
        part = slice(int(self.start[at]), int(self.start[at]) + int(self.count[at]))
        return dict(zip(self.column[part].tolist(), self.value[part].tolist(), strict=True))


def taken(column: Any, some: Any) -> Any:
    """A part of the rows of any column."""
    return column.rows(some) if isinstance(column, Lists) else column[some]
