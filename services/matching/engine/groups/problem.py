"""What is asked of groups, and what comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, PERFECT, WHOLE, Flags, Ints, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import Lists, People, Quotas

LARGEST_TOTAL = 1 << 62
"""Totals stay below it, so that sums never overflow."""


class GroupMaximumBelowMinimum(ValueError):
    """A group cannot have fewer mentees at most than it must have at least."""


class GroupMinimumNotPositive(ValueError):
    """A group needs one mentee at least."""


class CapacityNegative(ValueError):
    """A mentor cannot lead fewer than no groups."""


class ScoresOutOfRange(ValueError):
    """Scores are whole numbers from 0 to PERFECT."""


class ColumnsOfDifferentLength(ValueError):
    """Candidates, capacity and people do not speak of the same mentees and mentors."""


@dataclass(frozen=True)
class Sizes:
    """How many mentees a group may have, and how much time all must share."""

    minimum: int = 4
    maximum: int = 8
    blocks: int = 4
    """Quarters of an hour of the week that all in a group have in common, the mentor included."""


@dataclass(frozen=True)
class GroupProblem:
    """Who could be in groups with whom."""

    mentees: People
    mentors: People
    candidates: Candidates
    """Eligible pairs of mentee (by row) and mentor."""
    capacity: Longs
    """By mentor: groups that they may lead."""
    apart: Lists
    """By mentee: with whom they must not share a group, whichever of the two said so; values are not looked at."""
    acquainted: Flags
    """By organisation and organisation: whether their mentees may learn of each other."""
    quotas: Quotas
    """Every mentee of a group takes a place of the agreement with the mentor's organisation."""
    sizes: Sizes = Sizes()
    most_matched: bool = True
    """Most mentees in groups first; else the greatest total alone."""

    def bonus(self) -> int:
        """What a mentee in a group counts beside the value: one more outweighs whatever values can do."""
        mentees = max(len(self.mentees), 1)
        return min(mentees * PERFECT + 1, LARGEST_TOTAL // mentees - PERFECT) if self.most_matched else 0

    def check(self) -> None:
        """Raises GroupMaximumBelowMinimum, GroupMinimumNotPositive, CapacityNegative, ScoresOutOfRange or
        ColumnsOfDifferentLength.
        """
        self._check_sizes()
        self._check_lengths()
        if (self.capacity < 0).any():
            raise CapacityNegative("a mentor's capacity is negative: give 0 to those who lead no group")
        scores = self.candidates.score
        if len(scores) and (scores.min() < 0 or scores.max() > PERFECT):
            raise ScoresOutOfRange(f"a score is not between 0 and {PERFECT}")

    def _check_sizes(self) -> None:
        if self.sizes.minimum < 1:
            raise GroupMinimumNotPositive(f"a group of {self.sizes.minimum} mentees at least is no group")
        if self.sizes.maximum < self.sizes.minimum:
            raise GroupMaximumBelowMinimum(
                f"a group has {self.sizes.minimum} mentees at least, but {self.sizes.maximum} at most"
            )

    def _check_lengths(self) -> None:
        fits = (
            self.candidates.seekers == len(self.mentees) == len(self.apart)
            and len(self.capacity) == len(self.mentors)
            and int(self.candidates.other.max(initial=NOBODY)) < len(self.mentors)
        )
        if not fits:
            raise ColumnsOfDifferentLength("candidates, apart and capacity do not fit the mentees and mentors")


class Group(NamedTuple):
    """One mentor with several mentees, by position."""

    mentor: int
    topic: int
    mentees: tuple[int, ...]


@dataclass(frozen=True)
class Groups:
    """Groups by position, and every mentee's group."""

    mentor: Ints
    """By group."""
    topic: Ints
    """By group."""
    group: Ints
    """By mentee: the number of the group; NOBODY (-1) for none."""
    total: int
    """The bonus of every mentee in a group, and the values of their places."""
    upper_bound: int
    """No groups that keep the rules have a greater total, among these candidates."""
    proven: bool = False
    """The solver found no better groups, to within its tolerance (a millionth of the total)."""

    @property
    def matched(self) -> int:
        """How many mentees are in a group."""
        return int((self.group != NOBODY).sum())

    def __len__(self) -> int:
        return len(self.mentor)

    def __iter__(self) -> Iterator[Group]:
        members = np.argsort(self.group, kind="stable")[len(self.group) - self.matched :]
        ends = np.cumsum(np.bincount(self.group[members], minlength=len(self)))
        for at, end in enumerate(ends.tolist()):
            mentees = members[ends[at - 1] if at else 0 : end]
            yield Group(int(self.mentor[at]), int(self.topic[at]), tuple(mentees.tolist()))


def value(score: Longs, dear: Longs) -> Longs:
    """What a mentee's place is worth, from 0 to PERFECT: 60% the pair's score, 40% how dear the topic is."""
    return (3 * score + 2 * WHOLE * dear) // 5
