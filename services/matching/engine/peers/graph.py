"""Who may be paired with whom: one undirected graph of people."""

from typing import NamedTuple, Self

import numpy as np

from services.matching.engine.arrays import Flags, Ints, Longs
from services.matching.engine.candidates import Candidates


class PeopleUnknown(ValueError):
    """A candidate is not one of the seekers: among peers both are the same people."""


class ScoresNegative(ValueError):
    """A score below zero: a pair that must not be is left out of the candidates."""


class ScoresNotSymmetric(ValueError):
    """The two directions of a pair have different scores."""


class Graph(NamedTuple):
    """Person `i` may be paired with `other[start[i] : start[i + 1]]`, ascending; each pair stands in both rows."""

    start: Longs
    other: Ints
    weight: Longs
    """What the pair is worth, in the unit of scores."""

    @property
    def people(self) -> int:
        """How many people."""
        return len(self.start) - 1

    def person(self) -> Ints:
        """By entry: the person whose row it stands in."""
        return np.repeat(np.arange(self.people, dtype=np.int32), np.diff(self.start))

    def once(self) -> Flags:
        """By entry: whether it stands for its pair, so that each pair is counted once."""
        return self.person() < self.other

    def weighing(self, weight: Longs) -> Self:
        """The same pairs at other weights."""
        return self._replace(weight=weight)

    def only(self, some: Flags) -> Self:
        """A part of the entries, by flags that are the same for both directions."""
        kept = np.concatenate([[0], np.cumsum(some)]).astype(np.int64)
        return type(self)(kept[self.start], self.other[some], self.weight[some])

    def entries_of(self, person: Ints | Longs, partner: Ints | Longs) -> Longs:
        """Where these pairs stand, in the rows of the first. All of them are in the graph."""
        known = self.person().astype(np.int64) * self.people + self.other
        return np.searchsorted(known, person.astype(np.int64) * self.people + partner).astype(np.int64)

    def entries(self, partner: Ints) -> Longs:
        """Where the pairs of a pairing stand, each once."""
        person = np.flatnonzero(partner > np.arange(self.people))
        return self.entries_of(person, partner[person])

    @classmethod
    def of(cls, candidates: Candidates) -> Self:
        """Every pair in both directions, though the candidates hold it in one only; nobody with themselves.

        Raises PeopleUnknown, ScoresNegative or ScoresNotSymmetric.
        """
        _refuse_bad(candidates)
        person, other = candidates.seeker().astype(np.int64), candidates.other.astype(np.int64)
        apart = person != other
        lower, upper = np.minimum(person, other)[apart], np.maximum(person, other)[apart]
        pair, score = _merged(lower * candidates.seekers + upper, candidates.score[apart])
        return cls._of_pairs(candidates.seekers, pair, score)

    @classmethod
    def _of_pairs(cls, people: int, pair: Longs, score: Longs) -> Self:
        lower, upper = pair // max(1, people), pair % max(1, people)
        person, other = np.concatenate([lower, upper]), np.concatenate([upper, lower])
        order = np.argsort(person * people + other)
        start = np.zeros(people + 1, np.int64)
        np.cumsum(np.bincount(person, minlength=people), out=start[1:])
        return cls(start, other[order].astype(np.int32), np.concatenate([score, score])[order])


def _refuse_bad(candidates: Candidates) -> None:
    if len(candidates.other) and not 0 <= candidates.other.min() <= candidates.other.max() < candidates.seekers:
        raise PeopleUnknown(f"candidates are numbered from 0 to {candidates.seekers - 1}, like the seekers")
    if candidates.score.min(initial=0) < 0:
        raise ScoresNegative("scores are 0 or more")


def _merged(pair: Longs, score: Longs) -> tuple[Longs, Longs]:
    """Each pair once, ascending, with its score."""
    order = np.argsort(pair, kind="stable")
    pair, score = pair[order], score[order].astype(np.int64)
    first = np.concatenate([[True], pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, np.bool_)
    if bool((score != score[first][np.cumsum(first) - 1]).any()):
        raise ScoresNotSymmetric("a pair has one score, whichever of the two is the seeker")
    return pair[first], score[first]
