"""A pairing of many people, near the best, and a bound that says how near."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.peers.chains_kernel import Pairs, fill, improve
from services.matching.engine.peers.cycles_kernel import pairs_of_cycles
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.places import Places
from services.matching.engine.peers.prices import relax_at_prices
from services.matching.engine.peers.relaxation import Relaxation

SWEEPS = 4
LEAST_STEPS = 3
"""Local search begins where more than so many of the auction's last steps are missing."""


class Approximation(NamedTuple):
    """Partners, and what proves them."""

    partner: Ints
    relaxation: Relaxation
    bound: int


def approximate(graph: Graph, places: Places, order: Ints) -> Approximation:
    """Solve the relaxation, pair the best on each of its cycles, keep to the places, then improve along chains."""
    priced = relax_at_prices(graph, places, order)
    partner = pairs_of_cycles(graph.start, graph.other, priced.weight, priced.relaxation.chosen)
    pairs = within_places(graph, places, partner, priced.relaxation.worth)
    least = 2 * LEAST_STEPS * priced.relaxation.last_step
    improve(pairs, order, least, SWEEPS)
    complete(graph, pairs)
    return Approximation(pairs.partner, priced.relaxation, priced.bound)


def within_places(graph: Graph, places: Places, partner: Ints, worth: Longs) -> Pairs:
    """The pairing without the pairs for which there are no places, ready to be improved."""
    kept = places.kept(graph.entries(partner), graph.weight)
    person, other = graph.person()[kept], graph.other[kept]
    partner, held = np.full(graph.people, NOBODY, np.int32), np.zeros(graph.people, np.int64)
    partner[person], partner[other] = other, person
    held[person], held[other] = kept, graph.entries_of(other, person)
    taken, mark = places.used(kept), np.zeros(graph.people, np.int64)
    return Pairs(*graph, places.group, places.limit, taken, partner, held, worth, mark)


def complete(graph: Graph, pairs: Pairs) -> None:
    """Whoever may still be paired is paired, best first: no pair that could be added is left out."""
    alone = pairs.partner == NOBODY
    person = graph.person()
    entries = np.flatnonzero(graph.once() & alone[person] & alone[graph.other])
    entries = entries[np.argsort(-graph.weight[entries], kind="stable")]
    fill(pairs, entries, person[entries])
