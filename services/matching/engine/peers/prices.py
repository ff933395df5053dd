"""A price for each quota: what a pair costs that takes its places (Lagrange's relaxation)."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.places import Places
from services.matching.engine.peers.relaxation import Relaxation, relax

ROUNDS = 6
"""How often the prices are halved towards what brings demand down to the places."""


class Priced(NamedTuple):
    """The relaxation at prices for places, and what it proves."""

    weight: Longs
    """By entry: what the pair is worth less the price of its places."""
    relaxation: Relaxation
    bound: int
    """No pairing that keeps to the places has a greater total: places are paid for, whoever takes them."""


def relax_at_prices(graph: Graph, places: Places, order: Ints) -> Priced:
    """The round with the lowest bound. Prices are sought for all quotas at once, by halving."""
    best = latest = _at(graph, places, np.zeros(len(places.limit), np.int64), order, None)
    low = np.zeros(len(places.limit), np.int64)
    high = np.where(_demand(graph, places, latest) > places.limit, graph.weight.max(initial=0), 0)
    for _ in range(ROUNDS if bool(high.any()) else 0):
        price = (low + high) // 2
        latest = _at(graph, places, price, order, latest.relaxation)
        best = min(best, latest, key=lambda each: each.bound)
        wanted = _demand(graph, places, latest) > places.limit
        low, high = np.where(wanted, price, low), np.where(wanted, high, price)
    return best


def _at(graph: Graph, places: Places, price: Longs, order: Ints, before: Relaxation | None) -> Priced:
    weight = graph.weight - np.append(price, 0)[places.group]
    relaxation = relax(graph.weighing(weight), order, before)
    return Priced(weight, relaxation, relaxation.bound + int(price @ places.limit))


def _demand(graph: Graph, places: Places, priced: Priced) -> Longs:
    """By quota: how many pairs the relaxation has, halves counted as such, rounded up."""
    seeker = np.flatnonzero(priced.relaxation.chosen != np.arange(graph.people))
    group = places.group[graph.entries_of(seeker, priced.relaxation.chosen[seeker])]
    return (np.bincount(group[group != NOBODY], minlength=len(places.limit)) + 1) // 2
