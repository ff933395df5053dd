"""A cycle's pairs: the best of each seeker, an assignment, and a proof over all eligible pairs, until the gap is small.

Column generation (Dantzig and Wolfe 1960; for assignments the certificate of Demange, Gale and Sotomayor 1986): the
assignment is optimal on the graph that it is given; its prices bound what any assignment can reach over *all* eligible
pairs, and find those that the graph lacks. A seeker's list is known to hold the best, so that whatever is beside it
scores no more than its last, and prices only take away: most seekers need no second look.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Longs
from services.matching.engine.assignment import (
    Solution,
    exact_sum,
    material_blocking_pairs,
    maximin,
    most_matched_bonus,
    solve,
    stable,
    taken,
)
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People, Quotas, Relations, Rules
from services.matching.engine.matching import Matching, Objective
from services.matching.engine.scoring import QuotaPrices, best, eligible, left_of, surplus, unlisted
from services.matching.engine.sides import both_sides

Tell = Callable[[str], None]
SMALL = 4_000_000
"""Pairs of seekers and others up to which every eligible one is looked at."""
LISTED = 200_000_000
"""The same where a stable matching is asked for: it is stable only among those who are listed."""
LONG = 500
"""Candidates of each seeker above that."""
ADDED = 8
"""Candidates that each seeker gets in addition when the proof asks for more."""
ROUNDS = 5
SMALL_GAP = 0.00005
"""Fraction of the total; a proof within it is good enough."""


def match(
    seekers: People,
    others: People,
    relations: Relations,
    rules: Rules,
    capacity: Longs,
    quotas: Quotas | None = None,
    *,
    objective: Objective | str = Objective.MOST_MATCHED,
    k: int = 50,
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> Matching:
    """Match each seeker with one other, within `capacity` (places by other) and quotas.

    `k` candidates of each seeker are kept to begin with; `tell` hears of the phases. The same inputs and seed give the
    same result. Costs a scoring pass and an assignment; the proof looks again at those alone whose list was too short.
    """
    limits = quotas if quotas is not None and len(quotas) else None
    search = _Search(seekers, others, relations, rules, capacity, limits, k, seed, tell)
    return _WAYS[Objective(objective)](search)


@dataclass(frozen=True)
class _Search:
    """What is searched, and how."""

    seekers: People
    others: People
    relations: Relations
    rules: Rules
    capacity: Longs
    quotas: Quotas | None
    k: int
    seed: int
    tell: Tell

    @property
    def pairs(self) -> int:
        return len(self.seekers) * len(self.others)

    def candidates(self, all_to: int = SMALL, k: int | None = None) -> Candidates:
        self.tell("scoring")
        asked = (self.seekers, self.others, self.relations, self.rules)
        return eligible(*asked) if self.pairs <= all_to else best(*asked, k or self.k)

    def solved(self, candidates: Candidates, *, strict: bool) -> Solution:
        self.tell("assigning")
        bonus = most_matched_bonus(candidates, self.capacity) if strict else 0
        return solve(candidates, self.capacity, bonus=bonus, quotas=self.quotas, seed=self.seed)

    def proof(self, candidates: Candidates, beside: Longs, found: Solution) -> "Proof":
        """No matching over all eligible pairs has a greater sum of scores and bonus than the bound.

        `beside` is what no pair that is not a candidate scores more than. Prices are never below 0, so that whoever has
        a candidate that leaves as much needs no further look: of the others every eligible pair is looked at.
        """
        self.tell("proving")
        listed = left_of(candidates, found.price, self._extra(found))
        floor = np.maximum(listed, -found.bonus)
        left, wanting = floor + found.bonus, np.flatnonzero(floor < beside)
        if len(wanting):
            some, extra = self._only(wanting), self._extra(found, wanting)
            left[wanting] = surplus(*some, found.bonus, found.price, extra, floor[wanting])
        limits = exact_sum(found.quota_price, self.quotas.limit) if self.quotas else 0
        return Proof(exact_sum(left) + exact_sum(found.price, self.capacity) + limits, wanting)

    def more(self, candidates: Candidates, wanting: Longs, found: Solution) -> Candidates:
        """With those that gain most at the prices found: the proof says that some are missing."""
        extra = best(*self._only(wanting), ADDED, found.price, self._extra(found, wanting))
        return merged(candidates, wanting[extra.seeker()], extra, len(self.others))

    def _only(self, some: Longs) -> tuple[People, People, Relations, Rules]:
        return self.seekers.rows(some), self.others, self.relations.rows(some), self.rules

    def _extra(self, found: Solution, some: Longs | None = None) -> QuotaPrices | None:
        if not self.quotas:
            return None
        return QuotaPrices(self.quotas if some is None else self.quotas.of_seekers(some), found.quota_price)

    def sides(self, candidates: Candidates) -> tuple[Candidates, Candidates]:
        return both_sides(candidates, self.seekers, self.others, self.relations, self.rules)


class Proof(NamedTuple):
    """How good a matching is at most, and who keeps that from being known better."""

    bound: int
    wanting: Longs
    """Positions of seekers for whom a pair that is not a candidate may leave more."""


def merged(some: Candidates, seeker: Longs, more: Candidates, others: int) -> Candidates:
    """The pairs of both, each once. `seeker` says whose the further pairs are."""
    keys = np.concatenate([some.seeker().astype(np.int64) * others + some.other, seeker * others + more.other])
    keys, first = np.unique(keys, return_index=True)
    start = np.searchsorted(keys, np.arange(some.seekers + 1) * others).astype(np.int64)
    score = np.concatenate([some.score, more.score])[first]
    return Candidates(start, (keys % max(others, 1)).astype(np.int32), score)


def _greatest(search: _Search, *, strict: bool) -> Matching:
    candidates = search.candidates()
    found = search.solved(candidates, strict=strict)
    if search.pairs <= SMALL:
        return _proven(candidates, found, found.upper_bound)
    beside = unlisted(candidates, min(search.k, len(search.others)))
    proof = search.proof(candidates, beside, found)
    for _ in range(ROUNDS):
        if proof.bound - found.worth <= SMALL_GAP * found.total:
            break
        candidates = search.more(candidates, proof.wanting, found)
        found = search.solved(candidates, strict=strict)
        proof = search.proof(candidates, beside, found)
    return _proven(candidates, found, proof.bound)


def _proven(candidates: Candidates, found: Solution, bound: int) -> Matching:
    counted = found.bonus * found.matched
    free = found.bound_without_quotas
    return Matching(
        chosen=found.chosen,
        price=np.where(found.price >= found.bonus, found.price - found.bonus, found.price),
        total=found.total,
        bound=bound - counted,
        bound_without_quotas=None if free is None else free - counted,
        candidates=candidates,
    )


def _most_matched(search: _Search) -> Matching:
    return _greatest(search, strict=True)


def _best_total(search: _Search) -> Matching:
    return _greatest(search, strict=False)


def _maximin(search: _Search) -> Matching:
    candidates = search.candidates()
    search.tell("assigning")
    found, _ = maximin(candidates, search.capacity, quotas=search.quotas, seed=search.seed)
    return replace(_proven(candidates, found, 0), bound=None, bound_without_quotas=None)


def _stable(search: _Search) -> Matching:
    candidates = search.candidates(LISTED, LONG)
    search.tell("assigning")
    chosen = stable(*search.sides(candidates), search.capacity, quotas=search.quotas)
    total = exact_sum(candidates.score[taken(candidates, chosen)])
    return Matching(chosen, np.zeros(len(search.others), np.int64), total, candidates=candidates)


_WAYS: dict[Objective, Callable[[_Search], Matching]] = {
    Objective.MOST_MATCHED: _most_matched,
    Objective.BEST_TOTAL: _best_total,
    Objective.STABLE: _stable,
    Objective.MAXIMIN: _maximin,
}


def would_rather(
    matching: Matching, seekers: People, others: People, relations: Relations, rules: Rules, capacity: Longs
) -> int:
    """How many pairs of the candidates would both gain a tenth of the greatest score or more by leaving together."""
    if matching.candidates is None:
        return 0
    sides = both_sides(matching.candidates, seekers, others, relations, rules)
    return int(material_blocking_pairs(*sides, capacity, matching.chosen).sum())
