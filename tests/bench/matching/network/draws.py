"""Drawing for many people at once."""

import numpy as np
from numpy.random import Generator

from services.matching.engine.arrays import WHOLE, Flags, Floats, Ints, Longs, Shorts, Words
from services.matching.engine.columns import Lists

WORD = 64


def zipf(many: int, exponent: float) -> Floats:
    """Shares that sum to 1: the first is the most popular."""
    popularity = np.arange(1, many + 1) ** -exponent
    return np.asarray(popularity / popularity.sum(), np.float64)


def drawn(draw: Generator, shares: Floats, shape: int | tuple[int, int]) -> Ints:
    """Positions, each as often as its share."""
    least = np.cumsum(shares)
    return np.minimum(np.searchsorted(least, draw.random(shape), "right"), len(shares) - 1).astype(np.int32)


def first_of_each(column: Ints, count: Longs) -> Flags:
    """Which cells count: the first `count` of each row, and of those that repeat only the first."""
    kept = np.arange(column.shape[1]) < count[:, None]
    for place in range(1, column.shape[1]):
        kept[:, place] &= (column[:, :place] != column[:, place, None]).all(axis=1)
    return kept


def by_rank(kept: Flags) -> Shorts:
    """The first of a row counts most: 1, 1/2, 1/3, …; ten-thousandths that sum to 10,000."""
    return whole(kept / np.maximum(np.cumsum(kept, axis=1), 1))


def whole(weights: Floats) -> Shorts:
    """Ten-thousandths that sum to 10,000 a row; what rounding leaves goes to the greatest. Rows of zeros stay so."""
    total = weights.sum(axis=1, keepdims=True)
    share = np.floor(weights / np.where(total == 0, 1, total) * WHOLE).astype(np.int64)
    left = np.where(total[:, 0] == 0, 0, WHOLE - share.sum(axis=1))
    share[np.arange(len(share)), weights.argmax(axis=1)] += left
    return share.astype(np.uint16)


def lists(column: Ints, value: Shorts, kept: Flags) -> Lists:
    """Rows of what is kept."""
    count = kept.sum(axis=1, dtype=np.int32)
    start = np.concatenate([[0], np.cumsum(count[:-1], dtype=np.int64)]).astype(np.int64)
    return Lists(start[: len(count)], count, column[kept].astype(np.int32), value[kept].astype(np.uint16))


def nothing(rows: int) -> Lists:
    """Rows with nothing in them."""
    none = np.zeros((rows, 0), np.int32)
    return lists(none, none.astype(np.uint16), none.astype(np.bool_))


def sets(column: Ints, kept: Flags, words: int = 1) -> Words:
    """(rows, words): the same as sets."""
    found = np.zeros((len(column), words), np.uint64)
    rows = np.arange(len(column))
    for place in range(column.shape[1]):
        bit = np.uint64(1) << (column[:, place] % WORD).astype(np.uint64)
        found[rows, column[:, place] // WORD] |= np.where(kept[:, place], bit, np.uint64(0))
    return found


def dense(column: Ints, value: Shorts, kept: Flags, columns: int) -> Shorts:
    """(rows, columns): the same as a table."""
    table = np.zeros((len(column), columns), np.uint16)
    table[np.nonzero(kept)[0], column[kept]] = value[kept]
    return table
