"""Circles: organisations that are acquainted two by two. All mentees of a group come from one circle."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Flags, Ints, Longs, Words

CIRCLES_AT_MOST = 32
"""For one mentor's organisation; if there are more, none is told from another."""


class Circles(NamedTuple):
    """Circles by organisation of the mentor: `start[organisation] : start[organisation + 1]`, as sets of words."""

    of_mentor: Longs
    """By mentor: the number of the organisation."""
    start: Longs
    sets: Words


def circles_by_mentor(start: Longs, receiver: Longs, giver: Ints, acquainted: Flags) -> Circles:
    """The largest circles among the organisations from which each mentor's organisation may have mentees.

    `receiver` is the organisation of the mentee by pair, the pairs of a mentor from `start` on.
    """
    count = len(acquainted)
    reached = np.zeros((count, count), np.bool_)
    reached[np.repeat(giver, np.diff(start)), receiver] = True
    known: dict[bytes, list[int]] = {}
    friends = [_set(row) for row in acquainted & ~np.eye(count, dtype=np.bool_)]
    found = [known.setdefault(row.tobytes(), _circles(_set(row), friends)) for row in reached]
    lengths = np.array([len(each) for each in found], np.int64)
    flat = b"".join(each.to_bytes(_width(count) * 8, "little") for circles in found for each in circles)
    sets = np.frombuffer(flat, "<u8").astype(np.uint64).reshape(-1, _width(count))
    return Circles(
        np.ascontiguousarray(giver, np.int64), np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), sets
    )


def _width(organisations: int) -> int:
    return organisations // 64 + 1


def _set(flags: Flags) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _circles(everyone: int, friends: list[int]) -> list[int]:
    if not everyone:
        return []
    found = list(islice(_cliques(0, everyone, 0, friends), CIRCLES_AT_MOST + 1))
    return found if len(found) <= CIRCLES_AT_MOST else [everyone]


def _cliques(inside: int, open_to: int, done: int, friends: list[int]) -> Iterator[int]:
    """Maximal cliques, each once (Bron and Kerbosch 1973, with the pivot of Tomita et al. 2006)."""
    if not open_to:
        if not done:
            yield inside
        return
    pivot = max(_members(open_to | done), key=lambda each: (open_to & friends[each]).bit_count())
    for each in _members(open_to & ~friends[pivot]):
        yield from _cliques(inside | 1 << each, open_to & friends[each], done & friends[each], friends)
        open_to &= ~(1 << each)
        done |= 1 << each


def _members(some: int) -> list[int]:
    return [at for at in range(some.bit_length()) if some >> at & 1]
