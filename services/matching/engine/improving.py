"""Pairs of peers, made greedily and then improved."""

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np

from services.matching.engine.edges import NOBODY, Edges
from services.matching.engine.people import Integers
from services.matching.engine.quotas import NO_LIMIT

Pair = tuple[int, int]
SWEEPS = 20
"""Most sweeps over all pairs: each costs the square of their number."""


class Pairs:
    """A set of disjoint pairs that keeps every quota."""

    def __init__(self, edges: Edges, groups: Integers, limits: Integers, people: int) -> None:
        pairs = list(zip(edges.seekers.tolist(), edges.others.tolist(), strict=True))
        order = np.lexsort((edges.others, edges.seekers, -edges.scores))
        self._best_first = [pairs[position] for position in order]
        self._score = dict(zip(pairs, edges.scores.tolist(), strict=True))
        self._group = dict(zip(pairs, groups.tolist(), strict=True))
        self._limits = limits.tolist()
        self._taken: Counter[int] = Counter()
        self._partner: dict[int, int] = {}
        self._others: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in self._best_first:
            self._others[one].append(other)
            self._others[other].append(one)
        self._people = people

    def improved(self, most_matched: bool) -> Integers:
        """By person: the partner, or NOBODY."""
        for pair in self._best_first:
            self._exchange((), (pair,))
        for _ in range(SWEEPS):
            if not (self._chains(most_matched) | self._better_partners() | self._swaps()):
                break
        partners = np.full(self._people, NOBODY, np.int64)
        for one, other in self._partner.items():
            partners[one] = other
        return partners

    def _chains(self, most_matched: bool) -> bool:
        """Two new pairs for one old, wherever there is such a chain."""
        changed = False
        for old in self._current():
            new = self._chain(old, most_matched)
            changed |= new is not None and self._exchange((old,), new)
        return changed

    def _chain(self, old: Pair, most_matched: bool) -> tuple[Pair, Pair] | None:
        one, other = old
        found = ((_pair(one, left), _pair(other, right)) for left in self._alone(one) for right in self._alone(other))
        fitting = (new for new in found if set(new[0]).isdisjoint(new[1]))
        return next((new for new in fitting if most_matched or self._gains((old,), new)), None)

    def _better_partners(self) -> bool:
        """A person who is alone for one who is not, wherever that raises the total."""
        changed = False
        for old in self._current():
            found = [_pair(stays, alone) for stays in old for alone in self._alone(stays)]
            new = max(found, key=self._score.__getitem__, default=None)
            if new is not None and self._gains((old,), (new,)):
                changed |= self._exchange((old,), (new,))
        return changed

    def _swaps(self) -> bool:
        """Two pairs change partners, wherever that raises the total."""
        changed, pairs = False, self._current()
        for first, second in combinations(range(len(pairs)), 2):
            old = (pairs[first], pairs[second])
            for new in _swapped(*old):
                if self._gains(old, new) and self._exchange(old, new):
                    pairs[first], pairs[second] = new
                    changed = True
                    break
        return changed

    def _current(self) -> list[Pair]:
        return [(one, other) for one, other in sorted(self._partner.items()) if one < other]

    def _alone(self, person: int) -> list[int]:
        return [other for other in self._others[person] if other not in self._partner]

    def _gains(self, old: tuple[Pair, ...], new: tuple[Pair, ...]) -> bool:
        if not all(pair in self._score for pair in new):
            return False
        before, after = (sum(self._score[pair] for pair in pairs) for pairs in (old, new))
        return bool(after > before)

    def _exchange(self, old: tuple[Pair, ...], new: tuple[Pair, ...]) -> bool:
        """Take the new pairs for the old ones, unless somebody is taken or a quota would be exceeded."""
        self._drop(old)
        if self._may_take(new):
            self._take(new)
            return True
        self._take(old)
        return False

    def _may_take(self, pairs: tuple[Pair, ...]) -> bool:
        wanted = Counter(self._group[pair] for pair in pairs)
        within = all(
            self._limits[group] == NO_LIMIT or self._taken[group] + count <= self._limits[group]
            for group, count in wanted.items()
        )
        return within and not any(person in self._partner for pair in pairs for person in pair)

    def _take(self, pairs: tuple[Pair, ...]) -> None:
        for one, other in pairs:
            self._partner[one], self._partner[other] = other, one
            self._taken[self._group[one, other]] += 1

    def _drop(self, pairs: tuple[Pair, ...]) -> None:
        for one, other in pairs:
            del self._partner[one], self._partner[other]
            self._taken[self._group[one, other]] -= 1


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _swapped(one: Pair, other: Pair) -> tuple[tuple[Pair, Pair], tuple[Pair, Pair]]:
    (a, b), (c, d) = one, other
    return (_pair(a, c), _pair(b, d)), (_pair(a, d), _pair(b, c))
