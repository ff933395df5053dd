"""The method for many people, tried on few."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from services.matching.engine.columns import Quotas
from services.matching.engine.peers.cover_kernel import greatest_assignment
from services.matching.engine.peers.graph import Graph
from services.matching.engine.peers.pairing import Pairing, pair_nearly, pair_up
from services.matching.engine.peers.places import Places
from services.matching.engine.peers.relaxation import FINEST
from tests.unit.matching.engine.peers.instances import Scores, best, candidates_of, instances, is_maximal, is_pairing


def nearly(people: int, scores: Scores, bonus: int = 0, seed: int = 0, quotas: Quotas | None = None) -> Pairing:
    graph = Graph.of(candidates_of(people, scores))
    return pair_nearly(graph, Places.of(graph, quotas), bonus=bonus, seed=seed)


@given(instances(), st.sampled_from([0, 1, 10**8, 10**12]), st.integers(0, 3))
@settings(max_examples=200)
def test_it_is_valid_within_its_bound_and_never_worse_than_half(
    instance: tuple[int, Scores], bonus: int, seed: int
) -> None:
    people, scores = instance
    found = nearly(people, scores, bonus, seed)
    most = best(people, scores, bonus)[0]
    assert is_pairing(found.partner, scores)
    assert is_maximal(found.partner, scores)
    assert most <= 2 * found.total
    assert found.total <= most <= found.upper_bound


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_the_greatest_assignment_is_that_of_hopcroft_and_karp(seed: int) -> None:
    random = np.random.default_rng(seed)
    ways = random.random((20, 20)) < random.random() * 0.2
    there = csr_array((ways | ways.T) & ~np.eye(20, dtype=np.bool_))
    start, other = there.indptr.astype(np.int64), there.indices.astype(np.int32)
    nobody_else = np.arange(20, dtype=np.int32)
    known = int((maximum_bipartite_matching(there) >= 0).sum())
    assert greatest_assignment(start, other, nobody_else) == known


def test_an_odd_cycle_is_paired_as_well_as_can_be() -> None:
    for length in (3, 5, 7, 9, 31):
        scores = {tuple(sorted((each, (each + 1) % length))): 10 for each in range(length)}
        found = nearly(length, {(one, another): score for (one, another), score in scores.items()})
        assert found.matched == length // 2
        assert found.total <= found.upper_bound <= 5 * length + length


def test_of_a_star_the_best_ray_is_taken() -> None:
    found = nearly(30, {(0, ray): ray * 1_000 for ray in range(1, 30)})
    assert found.partner[0] == 29
    assert found.total == 29_000
    assert found.upper_bound <= 29_000 + 30 * (29_000 // FINEST)


def test_scores_of_nothing_are_pairs_too() -> None:
    assert nearly(10, {(one, one + 1): 0 for one in range(0, 10, 2)}).matched == 5


def test_many_are_paired_within_a_thousandth_of_the_bound_and_alike_each_time() -> None:
    random = np.random.default_rng(4)
    pairs = np.unique(np.sort(random.integers(0, 2_400, (20_000, 2))), axis=0)
    scores = {(int(one), int(another)): int(random.integers(0, 10**8)) for one, another in pairs if one != another}
    candidates = candidates_of(2_400, scores)
    first, again = pair_up(candidates, seed=3), pair_up(candidates, seed=3)
    assert np.array_equal(first.partner, again.partner)
    assert is_pairing(first.partner, scores)
    assert first.total >= 0.999 * first.upper_bound
