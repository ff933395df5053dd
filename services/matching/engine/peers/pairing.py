"""People to people: everyone with one other at most."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import Ints
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns.quotas import Quotas
from services.matching.engine.peers.approximate import Approximation, approximate, complete, within_places
from services.matching.engine.peers.cover_kernel import greatest_assignment
from services.matching.engine.peers.exact import solve_exactly
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.places import Places
from services.matching.engine.peers.programme import solve_programme

EXACT_PEOPLE = 2_000
"""So many are paired exactly."""
EXACT_PAIRS = 2_000
"""So many eligible pairs are paired exactly under quotas that bind."""
HEAVIEST_BONUS = 3
"""In the auction a pair's bonus is at most so many times the greatest score: more would only make it slow."""


class BonusNegative(ValueError):
    """A bonus below zero."""


class Pairing(NamedTuple):
    """Who is paired with whom, and how far from the best it can be."""

    partner: Ints
    """By person: the partner, or NOBODY (-1)."""
    total: int
    """The sum of the scores, and the bonus for each pair."""
    matched: int
    """How many pairs."""
    upper_bound: int
    """No pairing that keeps to the quotas has a greater total. The same as the total where it is proven the best."""


def most_matched_bonus(candidates: Candidates) -> int:
    """The bonus with which one more pair is worth more than any scores: most are matched first."""
    return int(candidates.score.max(initial=0)) * (candidates.seekers // 2) + 1


def pair_up(candidates: Candidates, *, bonus: int = 0, quotas: Quotas | None = None, seed: int = 0) -> Pairing:
    """Pair people so that the scores, and a bonus for each pair, have the greatest total.

    Up to 2,000 people it is the best there is; above, near it and within a bound. A pair is in the candidates of
    either or both; a pair across two organisations takes a place of the quotas in both directions. No pair that could
    be added is left out. Raises PeopleUnknown, ScoresNegative, ScoresNotSymmetric, BonusNegative or QuotasOfOthers.
    """
    if bonus < 0:
        raise BonusNegative("the bonus for a pair is 0 or more")
    graph = Graph.of(candidates)
    places = Places.of(graph, quotas)
    possible = np.append(places.limit, 1)[places.group] > 0
    graph, places = graph.only(possible), places.only(possible)
    if graph.people > EXACT_PEOPLE:
        return pair_nearly(graph, places, bonus=bonus, seed=seed)
    return pair_exactly(graph, places, bonus=bonus, seed=seed)


def pair_exactly(graph: Graph, places: Places, *, bonus: int, seed: int) -> Pairing:
    """The best pairing. Where quotas bind, it is that of an integer programme, or near it if there are many pairs."""
    strict = _strict(graph)
    partner = solve_exactly(graph.weighing(graph.weight + min(bonus, strict)), seed, _order(graph.people, seed))
    free = _paired(graph, partner, bonus)
    if not places.exceeded(graph.entries(partner)):
        return free
    if len(graph.other) <= 2 * EXACT_PAIRS and (within := _within_quotas(graph, places, bonus)):
        return within
    near = pair_nearly(graph, places, bonus=bonus, seed=seed)
    return near._replace(upper_bound=min(near.upper_bound, free.total))


def _within_quotas(graph: Graph, places: Places, bonus: int) -> Pairing | None:
    most_first = bonus >= _strict(graph)
    weighed = graph if most_first else graph.weighing(graph.weight + bonus)
    solved = solve_programme(weighed, places, most_first=most_first)
    if solved is None:
        return None
    pairs = within_places(graph, places, solved.partner, np.zeros(graph.people, np.int64))
    bound = solved.bound + (bonus * len(graph.entries(solved.partner)) if most_first else 0)
    complete(graph, pairs)
    done = _paired(graph, pairs.partner, bonus)
    return done._replace(upper_bound=max(done.total, bound))


def pair_nearly(graph: Graph, places: Places, *, bonus: int, seed: int) -> Pairing:
    """The method for many people, whatever their number: valid, and never above its bound."""
    heavy = min(bonus, _strict(graph), HEAVIEST_BONUS * int(graph.weight.max(initial=0)) + 1)
    near = approximate(graph.weighing(graph.weight + heavy), places, _order(graph.people, seed))
    bound = near.bound + ((bonus - heavy) * _most_pairs(graph, near) if bonus > heavy else 0)
    return _paired(graph, near.partner, bonus)._replace(upper_bound=bound)


def _paired(graph: Graph, partner: Ints, bonus: int) -> Pairing:
    entries = graph.entries(partner)
    total = int(graph.weight[entries].sum()) + bonus * len(entries)
    return Pairing(partner, total, len(entries), total)


def _strict(graph: Graph) -> int:
    return int(graph.weight.max(initial=0)) * (graph.people // 2) + 1


def _order(people: int, seed: int) -> Ints:
    return np.random.Generator(np.random.PCG64(seed)).permutation(people).astype(np.int32)


def _most_pairs(graph: Graph, near: Approximation) -> int:
    """No pairing has more pairs: half of the greatest assignment in the double cover."""
    return greatest_assignment(graph.start, graph.other, near.relaxation.chosen) // 2
