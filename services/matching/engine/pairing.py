"""Peers to peers: everyone with one other at most.

A small cohort is solved exactly by integer programming. A larger one is paired greedily, best first, which reaches at
least half of the greatest number and of the greatest total (a third where quotas bind as well); then chains (two new
pairs for one old), better partners and swaps are sought in sweeps. A sweep never makes it worse.
"""

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from services.matching.engine.edges import NOBODY, Edges
from services.matching.engine.exact import choose
from services.matching.engine.improving import Pairs
from services.matching.engine.people import Integers, Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas

EXACT_PAIRS = 2_000


def pair_up(scores: Sparse, quotas: Quotas, *, most_matched: bool = True) -> Integers:
    """By person: the partner, or NOBODY. Scores and quotas are symmetric; those above the diagonal count."""
    edges = Edges.of(scores)
    edges = edges.only(edges.seekers < edges.others)
    groups = _both_ways(edges, quotas)
    open_quota = _limits(quotas)[groups] != 0
    edges, groups = edges.only(open_quota), groups[open_quota]
    exact = _exactly(edges, groups, scores.shape[0], quotas, most_matched) if len(edges) <= EXACT_PAIRS else None
    if exact is not None:
        return exact
    return Pairs(edges, groups, _limits(quotas), scores.shape[0]).improved(most_matched)


def _both_ways(edges: Edges, quotas: Quotas) -> Integers:
    there, back = quotas.group_of(edges.seekers, edges.others), quotas.group_of(edges.others, edges.seekers)
    return np.minimum(there, back)


def _limits(quotas: Quotas) -> Integers:
    # Peers take a place each way: the scarcer direction decides.
    there, back = quotas.left, quotas.left.T
    both = np.minimum(there, back)
    return np.where(there == NO_LIMIT, back, np.where(back == NO_LIMIT, there, both)).ravel()


def _exactly(edges: Edges, groups: Integers, people: int, quotas: Quotas, most_matched: bool) -> Integers | None:
    partners = np.full(people, NOBODY, np.int64)
    if not len(edges):
        return partners
    limits = _limits(quotas)
    limited = np.flatnonzero(limits != NO_LIMIT)
    rows = [_rows(edges.seekers, people) + _rows(edges.others, people), _rows(groups, len(limits))[limited]]
    at_most = np.concatenate([np.ones(people, np.int64), limits[limited]])
    taken = choose(edges.scores, csr_array(vstack(rows)), at_most, most_matched=most_matched)
    if taken is None:
        return None
    partners[edges.seekers[taken]] = edges.others[taken]
    partners[edges.others[taken]] = edges.seekers[taken]
    return partners


def _rows(numbers: Integers, count: int) -> Sparse:
    return csr_array(coo_array((np.ones(len(numbers)), (numbers, np.arange(len(numbers)))), (count, len(numbers))))
