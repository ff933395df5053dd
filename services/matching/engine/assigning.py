"""Mentees to mentors' places: exact, by the assignment problem; with agreements' places, see below.

Mentor places become columns of a dense matrix. A pair that is not eligible is worth nothing there, and is never
taken. Where the result keeps every quota it is the optimum. Otherwise a small cohort is solved exactly by integer
programming; in a larger one each exceeded quota is given to those who need it most (no alternative elsewhere, then the
higher score), nobody else may use it, and the rest is solved anew; at the end whatever is left is assigned in further
rounds, until no pair can be added. That is no longer always the optimum, but always valid, and maximal.
"""

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array, csr_array, vstack

from services.matching.engine.edges import NOBODY, Edges
from services.matching.engine.exact import choose
from services.matching.engine.people import Flags, Floats, Integers, Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas

EXACT_PAIRS = 4_000


def assign(scores: Sparse, places: Integers, quotas: Quotas, *, most_matched: bool = True) -> Integers:
    """By seeker: the other, or NOBODY. `places` are by other."""
    edges = _usable(Edges.of(scores), places, quotas)
    chosen = _assign_places(edges, scores.shape, places, most_matched)
    if not len(quotas.exceeded(_groups(chosen, quotas))):
        return chosen
    exact = _exactly(edges, scores.shape, places, quotas, most_matched) if len(edges) <= EXACT_PAIRS else None
    return exact if exact is not None else _in_rounds(edges, scores.shape, places, quotas, most_matched)


def _usable(edges: Edges, places: Integers, quotas: Quotas) -> Edges:
    open_quota = quotas.limits()[quotas.group_of(edges.seekers, edges.others)] != 0
    return edges.only((places[edges.others] > 0) & open_quota)


def _assign_places(edges: Edges, shape: tuple[int, int], places: Integers, most_matched: bool) -> Integers:
    chosen = np.full(shape[0], NOBODY, np.int64)
    if not len(edges):
        return chosen
    seekers = np.unique(edges.seekers)
    wanted = np.bincount(edges.others, minlength=shape[1])
    columns = np.repeat(np.arange(shape[1]), np.minimum(places, wanted))
    worth = _worth(edges, shape, most_matched)[seekers]
    rows, taken = linear_sum_assignment(worth[:, columns], maximize=True)
    eligible = worth[rows, columns[taken]] > 0
    chosen[seekers[rows[eligible]]] = columns[taken[eligible]]
    return chosen


def _worth(edges: Edges, shape: tuple[int, int], most_matched: bool) -> Floats:
    # Whole numbers below 2**53, so that sums are exact. Matching one more outweighs every sum of scores.
    one_more = int(edges.scores.max()) * shape[0] + 1 if most_matched else 0
    worth = np.zeros(shape)
    worth[edges.seekers, edges.others] = edges.scores + one_more
    return worth


def _groups(chosen: Integers, quotas: Quotas) -> Integers:
    matched = np.flatnonzero(chosen != NOBODY)
    return quotas.group_of(matched, chosen[matched])


def _exactly(
    edges: Edges, shape: tuple[int, int], places: Integers, quotas: Quotas, most_matched: bool
) -> Integers | None:
    groups = quotas.group_of(edges.seekers, edges.others)
    limited = np.flatnonzero(quotas.limits() != NO_LIMIT)
    rows = [_rows(edges.seekers, shape[0]), _rows(edges.others, shape[1])]
    rows.append(_rows(groups, len(quotas.limits()))[limited])
    at_most = np.concatenate([np.ones(shape[0], np.int64), places, quotas.limits()[limited]])
    taken = choose(edges.scores, csr_array(vstack(rows)), at_most, most_matched=most_matched)
    if taken is None:
        return None
    chosen = np.full(shape[0], NOBODY, np.int64)
    chosen[edges.seekers[taken]] = edges.others[taken]
    return chosen


def _rows(numbers: Integers, count: int) -> Sparse:
    return csr_array(coo_array((np.ones(len(numbers)), (numbers, np.arange(len(numbers)))), (count, len(numbers))))


def _in_rounds(edges: Edges, shape: tuple[int, int], places: Integers, quotas: Quotas, most_matched: bool) -> Integers:
    chosen = np.full(shape[0], NOBODY, np.int64)
    while True:
        added = _within_quotas(edges, shape, places, quotas, most_matched)
        new = np.flatnonzero(added != NOBODY)
        if not len(new):
            return chosen
        chosen[new] = added[new]
        places = places - np.bincount(added[new], minlength=shape[1])
        quotas = quotas.without(quotas.group_of(new, added[new]))
        edges = _usable(edges.only(chosen[edges.seekers] == NOBODY), places, quotas)


def _within_quotas(
    edges: Edges, shape: tuple[int, int], places: Integers, quotas: Quotas, most_matched: bool
) -> Integers:
    while True:
        chosen = _assign_places(edges, shape, places, most_matched)
        exceeded = quotas.exceeded(_groups(chosen, quotas))
        if not len(exceeded):
            return chosen
        for group in exceeded:
            edges = edges.only(_kept(edges, chosen, quotas, int(group)))


def _kept(edges: Edges, chosen: Integers, quotas: Quotas, group: int) -> Flags:
    """All pairs but those of the quota whose seekers it is not given to."""
    inside = quotas.group_of(edges.seekers, edges.others) == group
    takes = inside & (chosen[edges.seekers] == edges.others)
    elsewhere = np.isin(edges.seekers[takes], edges.seekers[~inside])
    neediest = np.lexsort((edges.seekers[takes], -edges.scores[takes], elsewhere))
    given = edges.seekers[takes][neediest[: quotas.limits()[group]]]
    return np.asarray(~inside | np.isin(edges.seekers, given))
