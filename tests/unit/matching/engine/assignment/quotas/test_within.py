from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from services.matching.engine.arrays import NOBODY, Ints
from services.matching.engine.assignment.certificate import exact_sum
from services.matching.engine.assignment.quotas.repair import repaired
from services.matching.engine.assignment.solver import solve
from services.matching.engine.assignment.solving import most_matched_bonus
from services.matching.engine.assignment.surplus_kernel import surplus_of
from services.matching.engine.columns.quotas import Quotas
from tests.unit.matching.engine.assignment.instances import Instance, instance, instances, score_of

few = settings(deadline=None, max_examples=60)


def quotas_for(problem: Instance, seed: int, organisations: int = 2) -> Quotas:
    rng = np.random.default_rng(seed)
    seekers: Ints = rng.integers(0, organisations, problem.matrix.shape[0], np.int32)
    others: Ints = rng.integers(0, organisations, problem.matrix.shape[1], np.int32)
    numbers = np.arange(organisations, dtype=np.int32)
    receiver, giver = np.repeat(numbers, organisations), np.tile(numbers, organisations)
    return Quotas(receiver, giver, rng.integers(0, 4, organisations**2), seekers, others)


def within(problem: Instance, quotas: Quotas, chosen: Ints) -> int:
    rows = np.flatnonzero(chosen != NOBODY)
    assert not len(quotas.exceeded(rows, chosen[rows]))
    return score_of(problem, chosen)


def brute(problem: Instance, quotas: Quotas) -> tuple[int, int]:
    """The most pairs, and then the greatest total."""
    options = [[NOBODY, *np.flatnonzero(row >= 0)] for row in problem.matrix]
    found = (0, 0)
    for choice in product(*options):
        chosen = np.array(choice, np.int32)
        rows = np.flatnonzero(chosen != NOBODY)
        used = np.bincount(chosen[rows], minlength=len(problem.capacity))
        if (used <= problem.capacity).all() and not len(quotas.exceeded(rows, chosen[rows])):
            found = max(found, (len(rows), int(problem.matrix[rows, chosen[rows]].sum())))
    return found


@few
@given(instances(seekers=5, others=3), st.integers(0, 2**32 - 1))
def test_small_problems_are_solved_exactly_within_quotas(problem: Instance, seed: int) -> None:
    quotas = quotas_for(problem, seed)
    bonus = most_matched_bonus(problem.candidates, problem.capacity) + 10**9
    solution = solve(problem.candidates, problem.capacity, bonus=bonus, quotas=quotas)
    assert within(problem, quotas, solution.chosen) == solution.total
    assert (solution.matched, solution.total) == brute(problem, quotas)
    assert solution.worth <= solution.upper_bound


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_quota_prices_bound_what_can_be_reached(problem: Instance, seed: int) -> None:
    quotas, pairs = quotas_for(problem, seed), problem.candidates
    solution = solve(pairs, problem.capacity, quotas=quotas)
    assert within(problem, quotas, solution.chosen) == solution.total <= solution.upper_bound
    quota = quotas.of_pairs(pairs.seeker(), pairs.other)
    net = pairs.score - np.append(solution.quota_price, 0)[quota]
    bound = exact_sum(surplus_of(pairs.start, pairs.other, net, solution.price))
    bound += exact_sum(solution.price, problem.capacity) + exact_sum(solution.quota_price, quotas.limit)
    assert bound >= solution.total


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_repair_keeps_all_limits_and_leaves_nothing_to_add(problem: Instance, seed: int) -> None:
    quotas, pairs = quotas_for(problem, seed), problem.candidates
    quota = quotas.of_pairs(pairs.seeker(), pairs.other)
    chosen = repaired(pairs, problem.capacity, quota, quotas.limit, solve(pairs, problem.capacity).chosen)
    within(problem, quotas, chosen)
    for seeker, other in zip(pairs.seeker(), pairs.other, strict=True):
        if chosen[seeker] == NOBODY and (chosen == other).sum() < problem.capacity[other]:
            more = chosen.copy()
            more[seeker] = other
            rows = np.flatnonzero(more != NOBODY)
            assert len(quotas.exceeded(rows, more[rows]))


def test_many_quotas_are_kept_and_bounded_as_well() -> None:
    rng = np.random.default_rng(2)
    matrix = rng.integers(10**7, 10**8, (300, 120))
    matrix[rng.random(matrix.shape) < 0.7] = -1
    problem = instance(matrix, rng.integers(1, 5, 120))
    quotas = quotas_for(problem, 4, organisations=8)
    solution = solve(problem.candidates, problem.capacity, quotas=quotas)
    assert within(problem, quotas, solution.chosen) == solution.total
    assert solution.bound_without_quotas is not None
    assert solution.total <= solution.upper_bound <= solution.bound_without_quotas


def test_a_larger_problem_keeps_its_quotas_and_says_how_near_it_is() -> None:
    rng = np.random.default_rng(1)
    matrix = rng.integers(10**7, 10**8, (200, 80))
    matrix[rng.random(matrix.shape) < 0.7] = -1
    problem = instance(matrix, rng.integers(1, 4, 80))
    quotas = quotas_for(problem, 3, organisations=4)
    quotas = Quotas(quotas.receiver, quotas.giver, quotas.limit * 3 + 2, quotas.seekers, quotas.others)
    solution = solve(problem.candidates, problem.capacity, quotas=quotas)
    assert within(problem, quotas, solution.chosen) == solution.total
    assert 0 <= solution.gap < 0.005
    assert solution.bound_without_quotas is not None
    assert solution.bound_without_quotas >= solution.upper_bound


def loose(seed: int, *, organisations: int = 6) -> tuple[Instance, Quotas]:
    """Too large for integer programming, with every pair under a quota of which many bind."""
    rng = np.random.default_rng(seed)
    matrix = rng.integers(10**7, 10**8, (240, 100))
    matrix[rng.random(matrix.shape) < 0.7] = -1
    problem = instance(matrix, rng.integers(1, 4, 100))
    quotas = quotas_for(problem, seed, organisations=organisations)
    return problem, replace(quotas, limit=quotas.limit + 2)


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_is_near_to_that_of_linear_programming_and_the_total_near_to_both(seed: int) -> None:
    problem, quotas = loose(seed)
    pairs = problem.candidates
    quota = quotas.of_pairs(pairs.seeker(), pairs.other)
    rows = [(pairs.seeker(), pairs.seekers), (pairs.other, len(problem.capacity)), (quota, len(quotas))]
    at_most = np.concatenate([np.ones(pairs.seekers), problem.capacity, quotas.limit])
    limits = vstack([coo_array((np.ones(len(of)), (of, np.arange(len(of)))), (many, len(of))) for of, many in rows])
    constraint = LinearConstraint(csr_array(limits), ub=at_most)
    solved = milp(-pairs.score.astype(np.float64), bounds=Bounds(0, 1), constraints=constraint)
    assert solved.fun is not None
    relaxed = -solved.fun
    solution = solve(pairs, problem.capacity, quotas=quotas)
    assert relaxed * (1 - 1e-9) <= solution.upper_bound <= relaxed * 1.002
    assert solution.total == within(problem, quotas, solution.chosen) >= relaxed * 0.99


@pytest.mark.parametrize("seed", range(3))
def test_the_gap_says_something_when_the_number_is_first(seed: int) -> None:
    problem, quotas = loose(seed, organisations=9)
    bonus = most_matched_bonus(problem.candidates, problem.capacity)
    first, plain = (solve(problem.candidates, problem.capacity, bonus=each, quotas=quotas) for each in (bonus, 0))
    assert first.total == within(problem, quotas, first.chosen)
    assert first.matched >= plain.matched
    assert 0 <= first.gap < 0.02
    assert first.bound_without_quotas is not None
    assert first.bound_without_quotas >= first.upper_bound


def test_the_same_again_is_the_same() -> None:
    problem, quotas = loose(5)
    once, again = (solve(problem.candidates, problem.capacity, quotas=quotas, seed=3) for _ in range(2))
    assert (once.chosen == again.chosen).all()
    assert once.upper_bound == again.upper_bound


def test_a_quota_that_is_overdrawn_has_no_room() -> None:
    problem, quotas = loose(6)
    overdrawn = replace(quotas, limit=quotas.limit - 4)
    solution = solve(problem.candidates, problem.capacity, quotas=overdrawn)
    assert within(problem, replace(quotas, limit=np.maximum(overdrawn.limit, 0)), solution.chosen) == solution.total
