"""The best pairing that keeps to the quotas, for small cohorts: an integer programme, solved by HiGHS."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from services.matching.engine.arrays import NOBODY, Floats, Ints, Longs
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.places import Places

NODES = 5_000
"""Of the search, at most; a limit in time would make the result depend on the machine."""


class Programme(NamedTuple):
    """Partners, and a bound on the total."""

    partner: Ints
    bound: int


def solve_programme(graph: Graph, places: Places, *, most_first: bool) -> Programme | None:
    """The greatest total of the weights, or with `most_first` of the most pairs. None if no proof was found.

    The bound is then on the total of as many pairs as are possible, which is how many there are.
    """
    entries = np.flatnonzero(graph.once())
    limits = [LinearConstraint(_rows(graph, places, entries), ub=np.append(np.ones(graph.people), places.limit))]
    if most_first:
        most = _solve(np.ones(len(entries)), limits)
        if most is None:
            return None
        limits.append(LinearConstraint(csr_array(np.ones((1, len(entries)))), lb=round(most[1])))
    best = _solve(graph.weight[entries].astype(np.float64), limits)
    return None if best is None else _programme(graph, places, entries[best[0] > 0.5], best[1])


def _rows(graph: Graph, places: Places, entries: Longs) -> csr_array:
    column = np.arange(len(entries))
    group = places.group[entries]
    counted = group != NOBODY
    ends = np.concatenate([graph.person()[entries], graph.other[entries]])
    once_each = coo_array((np.ones(len(ends)), (ends, np.tile(column, 2))), (graph.people, len(entries)))
    shape = (len(places.limit), len(entries))
    shared = coo_array((np.ones(int(counted.sum())), (group[counted], column[counted])), shape)
    return csr_array(vstack([once_each, shared]))


def _solve(gain: Floats, limits: list[LinearConstraint]) -> tuple[Floats, float] | None:
    solved = milp(
        -gain,
        integrality=np.ones(len(gain), np.int64),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    return (solved.x, -float(solved.mip_dual_bound)) if solved.status == 0 else None


def _programme(graph: Graph, places: Places, taken: Longs, bound: float) -> Programme | None:
    """In whole numbers again, and only if it holds there."""
    partner = np.full(graph.people, NOBODY, np.int32)
    person, other = graph.person()[taken], graph.other[taken]
    partner[person], partner[other] = other, person
    if len(np.union1d(person, other)) != 2 * len(taken) or places.exceeded(taken):
        return None
    return Programme(partner, max(int(graph.weight[taken].sum()), int(np.floor(bound + 0.5))))
