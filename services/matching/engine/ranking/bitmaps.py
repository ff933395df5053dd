"""Sets of positions, a bit each: who is enrolled where, who has a place."""

from collections.abc import Collection

import numpy as np

from services.matching.engine.arrays import Words
from services.matching.engine.ranking.pools import grown
from services.matching.engine.ranking.row import WORD


def with_bit(bits: Words, position: int, *, on: bool) -> Words:
    """The set with the position in it or not: the same array, or a bigger one."""
    word, mask = position // WORD, np.uint64(1 << position % WORD)
    if on:
        bits = grown(bits, word + 1)
        bits[word] |= mask
    elif word < len(bits):
        bits[word] &= ~mask
    return bits


def nothing() -> Words:
    """The empty set."""
    return np.zeros(0, np.uint64)


def first_words(bits: Words, words: int) -> Words:
    """So many words of the set, with zeros where it has none."""
    if len(bits) >= words:
        return bits[:words]
    return np.concatenate([bits, np.zeros(words - len(bits), np.uint64)])


class Memberships:
    """For each of many groups, by number, the set of the positions that belong to it."""

    def __init__(self) -> None:
        self._members: dict[int, Words] = {}
        self._of: dict[int, frozenset[int]] = {}

    def put(self, position: int, groups: Collection[int]) -> None:
        """Who is at this position belongs to these and to no others."""
        before, after = self._of.get(position, frozenset()), frozenset(groups)
        for number in before ^ after:
            self._members[number] = with_bit(self._members.get(number, nothing()), position, on=number in after)
        self._of[position] = after
        if not after:
            del self._of[position]

    def of(self, number: int) -> Words:
        """The set of a group."""
        return self._members.get(number, nothing())

    @property
    def nbytes(self) -> int:
        """Bytes of all sets."""
        return sum(bits.nbytes for bits in self._members.values())
