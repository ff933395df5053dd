import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.arrays import NOBODY, PERFECT
from services.matching.engine.assignment.blocking import blocking_pairs, material_blocking_pairs
from services.matching.engine.assignment.errors import ScoresNotMatching
from services.matching.engine.assignment.stable import stable
from services.matching.engine.candidates import Candidates
from tests.unit.matching.engine.assignment.instances import Instance, instances, score_of
from tests.unit.matching.engine.assignment.quotas.test_within import quotas_for, within

many = settings(deadline=None, max_examples=200)


def mentors_view(problem: Instance, seed: int) -> Candidates:
    scores = np.random.default_rng(seed).integers(0, 5, len(problem.candidates.score))
    return problem.candidates._replace(score=scores)


@many
@given(instances(), st.integers(0, 2**32 - 1))
def test_a_stable_matching_has_no_blocking_pair(problem: Instance, seed: int) -> None:
    view = mentors_view(problem, seed)
    chosen = stable(problem.candidates, view, problem.capacity)
    score_of(problem, chosen)
    assert not blocking_pairs(problem.candidates, view, problem.capacity, chosen).any()
    assert not material_blocking_pairs(problem.candidates, view, problem.capacity, chosen, gain=1).any()


@many
@given(instances(), st.integers(0, 2**32 - 1))
def test_blocking_pairs_are_those_who_would_both_rather_have_each_other(problem: Instance, seed: int) -> None:
    rng, pairs, view = np.random.default_rng(seed), problem.candidates, mentors_view(problem, seed)
    chosen = np.full(pairs.seekers, NOBODY, np.int32)
    for seeker in range(pairs.seekers):
        row = [
            one for one in np.flatnonzero(problem.matrix[seeker] >= 0) if (chosen == one).sum() < problem.capacity[one]
        ]
        if row and rng.random() < 0.7:
            chosen[seeker] = rng.choice(row)
    liked = {(i, j): int(s) for i, j, s in zip(pairs.seeker(), view.other, view.score, strict=True)}
    found = blocking_pairs(pairs, view, problem.capacity, chosen)
    for (i, j), blocks in zip(liked, found, strict=True):
        now = chosen[i]
        rather = now == NOBODY or (problem.matrix[i, j], -j) > (problem.matrix[i, now], -now)
        theirs = [(liked[k, j], -k) for k in np.flatnonzero(chosen == j)]
        room = len(theirs) < problem.capacity[j] or any((liked[i, j], -i) > each for each in theirs)
        assert blocks == (now != j and rather and room and problem.capacity[j] > 0)


@many
@given(instances(), st.integers(0, 2**32 - 1))
def test_a_stable_matching_keeps_quotas(problem: Instance, seed: int) -> None:
    quotas = quotas_for(problem, seed)
    within(problem, quotas, stable(problem.candidates, mentors_view(problem, seed), problem.capacity, quotas=quotas))


def test_a_pair_is_material_if_both_gain_a_tenth() -> None:
    pairs = Candidates(
        np.array([0, 2]), np.array([0, 1], np.int32), np.array([PERFECT // 2, PERFECT // 2 + PERFECT // 10])
    )
    capacity, chosen = np.array([1, 1]), np.array([0], np.int32)
    assert material_blocking_pairs(pairs, pairs, capacity, chosen).tolist() == [False, True]
    assert not material_blocking_pairs(pairs, pairs, capacity, chosen, gain=PERFECT // 9).any()


def test_scores_of_different_pairs_are_refused() -> None:
    one = Candidates(np.array([0, 1]), np.array([0], np.int32), np.array([1]))
    with pytest.raises(ScoresNotMatching):
        stable(one, one._replace(other=np.array([1], np.int32)), np.array([1, 1]))
