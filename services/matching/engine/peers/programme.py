"""The best pairing that keeps to the quotas, for small cohorts: an integer programme, solved by HiGHS."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Floats, Ints, Longs
from services.matching.engine.integer import Rows, greatest
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
    limits = _rows(graph, places, entries)
    if most_first:
        most = _solve(np.ones(len(entries)), limits)
        if most is None:
            return None
        limits.at_least(round(most[1]), len(entries))
    best = _solve(graph.weight[entries].astype(np.float64), limits)
    return None if best is None else _programme(graph, places, entries[best[0] > 0.5], best[1])


def _rows(graph: Graph, places: Places, entries: Longs) -> Rows:
    column = np.arange(len(entries))
    group = places.group[entries]
    counted = group != NOBODY
    ends = np.concatenate([graph.person()[entries], graph.other[entries]])
    rows = Rows()
    rows.add(np.ones(graph.people, np.int64), (ends, np.tile(column, 2), 1))
    rows.add(places.limit, (group[counted], column[counted], 1))
    return rows


def _solve(gain: Floats, limits: Rows) -> tuple[Floats, float] | None:
    solved = greatest(gain, limits, nodes=NODES)
    if not solved.is_proven or solved.values is None or solved.bound is None:
        return None
    return solved.values, solved.bound


def _programme(graph: Graph, places: Places, taken: Longs, bound: float) -> Programme | None:
    """In whole numbers again, and only if it holds there."""
    partner = np.full(graph.people, NOBODY, np.int32)
    person, other = graph.person()[taken], graph.other[taken]
    partner[person], partner[other] = other, person
    if len(np.union1d(person, other)) != 2 * len(taken) or places.exceeded(taken):
        return None
    return Programme(partner, max(int(graph.weight[taken].sum()), int(np.floor(bound + 0.5))))
