"""The best pairing of a small cohort, proven: Edmonds' blossoms (Galil 1986), as rustworkx has them.

Its order among equals differs from run to run (it walks through a hash map). So the optimum is made the only one: the
pairs get small random extras beside which no second optimum stands (the isolation lemma: Mulmuley, Vazirani and
Vazirani 1987), drawn from the seed. Its weights have 128 bits: all of it fits.
"""

import numpy as np
from rustworkx import PyGraph, max_weight_matching

from services.matching.engine.arrays import NOBODY, Ints
from services.matching.engine.peers.approximate import approximate
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.places import Places

PRUNED_FROM = 20_000
"""Entries from which on it is worth while to prove first which pairs cannot be in the best pairing."""
EXTRA_BITS = 48
HIGHEST = 2**124
"""The greatest weight, so that four times as much fits into 127 bits."""


class WeightsTooGreat(ValueError):
    """The scores are too great for the exact solver."""


def solve_exactly(graph: Graph, seed: int, order: Ints) -> Ints:
    """By person: the partner. The greatest total; of those the most pairs; of those, one drawn by the seed.

    Raises WeightsTooGreat.
    """
    hopeful = only_hopeful(graph, order) if len(graph.other) > PRUNED_FROM else graph
    pairs = PyGraph(multigraph=False)
    pairs.add_nodes_from(range(hopeful.people))
    pairs.extend_from_weighted_edge_list(_weighed(hopeful, seed))
    partner = np.full(hopeful.people, NOBODY, np.int32)
    for one, another in max_weight_matching(pairs, weight_fn=int):
        partner[one], partner[another] = another, one
    return partner


def only_hopeful(graph: Graph, order: Ints) -> Graph:
    """Without the pairs that lack more than all that an approximate pairing lacks: a pairing with one is worse."""
    near = approximate(graph, Places.of(graph, None), order)
    missing = 2 * near.relaxation.bound + 1 - 2 * int(graph.weight[graph.entries(near.partner)].sum())
    lack = near.relaxation.worth[graph.person()] + near.relaxation.worth[graph.other] - 2 * graph.weight
    return graph.only(lack <= missing)


def _weighed(graph: Graph, seed: int) -> list[tuple[int, int, int]]:
    once = graph.once()
    person, other, weight = graph.person()[once], graph.other[once], graph.weight[once]
    extra = np.random.Generator(np.random.PCG64(seed)).integers(0, 2**EXTRA_BITS, len(weight))
    bits, most = EXTRA_BITS + graph.people.bit_length(), graph.people // 2 + 1
    if ((int(weight.max(initial=0)) * most + 1) << bits) + 2**EXTRA_BITS > HIGHEST:
        raise WeightsTooGreat("scores and the number of people together are too great to be paired exactly")
    each = zip(person.tolist(), other.tolist(), weight.tolist(), extra.tolist(), strict=True)
    return [(one, another, ((worth * most + 1) << bits) + more) for one, another, worth, more in each]
