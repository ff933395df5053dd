"""Small cohorts are paired as well as can be."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rustworkx import PyGraph, max_weight_matching

from services.matching.engine.arrays import NOBODY
from services.matching.engine.candidates import Candidates
from services.matching.engine.peers import most_matched_bonus, pair_up, warm
from services.matching.engine.peers.exact import WeightsTooGreat
from services.matching.engine.peers.graph import PeopleUnknown, ScoresNegative, ScoresNotSymmetric
from services.matching.engine.peers.pairing import BonusNegative
from tests.unit.matching.engine.peers.instances import (
    Scores,
    best,
    candidates_of,
    instances,
    is_maximal,
    is_pairing,
)

bonuses = st.sampled_from([0, 1, 10**8, 10**12])


@given(instances(), bonuses, st.integers(0, 3), st.booleans())
@settings(max_examples=200)
def test_nobody_can_pair_a_small_cohort_better(
    instance: tuple[int, Scores], bonus: int, seed: int, one_way: bool
) -> None:
    people, scores = instance
    found = pair_up(candidates_of(people, scores, one_way=one_way), bonus=bonus, seed=seed)
    assert is_pairing(found.partner, scores)
    assert is_maximal(found.partner, scores)
    assert (found.total, found.matched) == best(people, scores, bonus)
    assert found.upper_bound == found.total
    assert found.matched * 2 == int((found.partner != NOBODY).sum())


@given(instances())
@settings(max_examples=100)
def test_with_the_strict_bonus_nobody_can_match_more(instance: tuple[int, Scores]) -> None:
    people, scores = instance
    candidates = candidates_of(people, scores)
    found = pair_up(candidates, bonus=most_matched_bonus(candidates))
    assert found.matched == best(people, dict.fromkeys(scores, 1))[0]
    assert found.total == best(people, scores, most_matched_bonus(candidates))[0]


@given(instances(), st.randoms(use_true_random=False), bonuses)
@settings(max_examples=100)
def test_the_order_of_people_changes_neither_number_nor_total(
    instance: tuple[int, Scores], random: Random, bonus: int
) -> None:
    people, scores = instance
    place = list(range(people))
    random.shuffle(place)
    moved = {(min(place[a], place[b]), max(place[a], place[b])): score for (a, b), score in scores.items()}
    before, after = (pair_up(candidates_of(people, each), bonus=bonus) for each in (scores, moved))
    assert (before.total, before.matched) == (after.total, after.matched)


@pytest.mark.parametrize("seed", range(25))
def test_sixty_people_are_paired_as_rustworkx_pairs_them(seed: int) -> None:
    random = np.random.default_rng(seed)
    share, most = random.random() * 0.5, int(random.choice([5, 10**8]))
    scores = {
        (one, another): int(random.integers(0, most + 1))
        for one in range(60)
        for another in range(one + 1, 60)
        if random.random() < share
    }
    graph: PyGraph[None, int] = PyGraph(multigraph=False)
    graph.add_nodes_from([None] * 60)
    graph.extend_from_weighted_edge_list([(one, another, score) for (one, another), score in scores.items()])
    pairs = max_weight_matching(graph, weight_fn=int)
    total = sum(scores[min(pair), max(pair)] for pair in pairs)
    assert pair_up(candidates_of(60, scores)).total == total


def test_equals_are_paired_alike_whenever_they_are_paired() -> None:
    candidates = candidates_of(40, {(one, another): 7 for one in range(40) for another in range(one + 1, 40)})
    first = pair_up(candidates, seed=5)
    assert all(np.array_equal(first.partner, pair_up(candidates, seed=5).partner) for _ in range(5))
    assert not np.array_equal(first.partner, pair_up(candidates, seed=6).partner)


def test_pairs_that_are_proven_hopeless_are_left_out_harmlessly() -> None:
    random = np.random.default_rng(1)
    scores = {(one, another): int(random.integers(0, 10**8)) for one in range(160) for another in range(one + 1, 160)}
    graph: PyGraph[None, int] = PyGraph(multigraph=False)
    graph.add_nodes_from([None] * 160)
    graph.extend_from_weighted_edge_list([(one, another, score) for (one, another), score in scores.items()])
    total = sum(scores[min(pair), max(pair)] for pair in max_weight_matching(graph, weight_fn=int))
    assert pair_up(candidates_of(160, scores)).total == total


def test_nobody_is_paired_where_there_is_nobody() -> None:
    assert pair_up(candidates_of(0, {})).matched == 0
    assert pair_up(candidates_of(1, {})).partner.tolist() == [NOBODY]


def test_nobody_is_paired_with_themselves() -> None:
    alone = Candidates(np.array([0, 1, 1]), np.array([0], np.int32), np.array([5]))
    assert pair_up(alone).partner.tolist() == [NOBODY, NOBODY]


def test_bad_input_is_refused() -> None:
    start = np.array([0, 1, 2])
    with pytest.raises(PeopleUnknown):
        pair_up(Candidates(start, np.array([1, 2], np.int32), np.array([1, 1])))
    with pytest.raises(ScoresNegative):
        pair_up(Candidates(start, np.array([1, 0], np.int32), np.array([-1, -1])))
    with pytest.raises(ScoresNotSymmetric):
        pair_up(Candidates(start, np.array([1, 0], np.int32), np.array([1, 2])))
    with pytest.raises(BonusNegative):
        pair_up(candidates_of(2, {(0, 1): 1}), bonus=-1)
    with pytest.raises(WeightsTooGreat):
        pair_up(candidates_of(1_000, {(0, 1): 2**62}))


def test_the_loops_may_be_compiled_ahead() -> None:
    warm()
