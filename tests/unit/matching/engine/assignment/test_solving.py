import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.assignment.certificate import exact_sum, upper_bound
from services.matching.engine.assignment.errors import CapacityNotFitting, StepNegative
from services.matching.engine.assignment.solving import most_matched_bonus
from services.matching.engine.assignment.solving import solve_without_quotas as solve
from tests.unit.matching.engine.assignment.instances import Instance, best, instance, instances, score_of

many = settings(deadline=None, max_examples=400)
some = settings(deadline=None, max_examples=100)


@many
@given(instances(), st.integers(0, 3))
def test_the_total_is_the_optimum_and_the_prices_prove_it(problem: Instance, seed: int) -> None:
    solution = solve(problem.candidates, problem.capacity, seed=seed)
    assert solution.total == solution.upper_bound == best(problem)[0] == score_of(problem, solution.chosen)
    assert upper_bound(problem.candidates, problem.capacity, solution.price) == solution.total


@many
@given(instances())
def test_most_are_matched_first_and_then_the_total_is_the_greatest(problem: Instance) -> None:
    bonus = most_matched_bonus(problem.candidates, problem.capacity)
    solution = solve(problem.candidates, problem.capacity, bonus=bonus + 1)
    beyond_doubt = 10**10
    assert (solution.total, solution.matched) == best(problem, bonus=beyond_doubt)
    assert solution.total == score_of(problem, solution.chosen)
    assert solution.worth == solution.upper_bound
    assert solution.most_matched


@some
@given(instances(), st.integers(0, 10**6))
def test_any_bonus_gives_the_greatest_sum_of_scores_and_bonus(problem: Instance, bonus: int) -> None:
    solution = solve(problem.candidates, problem.capacity, bonus=bonus)
    total, matched = best(problem, bonus=bonus)
    assert solution.worth == solution.upper_bound == total + bonus * matched


@some
@given(instances(), st.integers(1, 1000))
def test_with_a_step_the_sum_is_within_seekers_times_step(problem: Instance, step: int) -> None:
    solution = solve(problem.candidates, problem.capacity, eps=step)
    score_of(problem, solution.chosen)
    assert solution.total <= best(problem)[0] <= solution.upper_bound
    assert solution.upper_bound - solution.total <= step * problem.candidates.seekers


@some
@given(instances(), st.integers(0, 2**32 - 1))
def test_permuting_either_side_changes_neither_total_nor_number(problem: Instance, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = (rng.permutation(count) for count in problem.matrix.shape)
    other = instance(problem.matrix[rows][:, columns], problem.capacity[columns])
    bonus = most_matched_bonus(problem.candidates, problem.capacity) + 1
    one, two = (solve(each.candidates, each.capacity, bonus=bonus) for each in (problem, other))
    assert (one.total, one.matched) == (two.total, two.matched)


@some
@given(instances())
def test_the_same_seed_gives_the_same_pairs(problem: Instance) -> None:
    one, two = (solve(problem.candidates, problem.capacity, seed=5) for _ in range(2))
    assert one.chosen.tobytes() == two.chosen.tobytes()
    assert one.price.tobytes() == two.price.tobytes()


@pytest.mark.parametrize("equal", [True, False])
def test_hundreds_who_compete_for_scarce_seats(equal: bool) -> None:
    rng = np.random.default_rng(3)
    matrix = rng.integers(0, 10**8, (300, 60))
    if equal:
        matrix[:] = 5 * 10**7
    matrix[rng.random(matrix.shape) < 0.7] = -1
    problem = instance(matrix, rng.integers(0, 5, 60))
    bonus = most_matched_bonus(problem.candidates, problem.capacity)
    solution = solve(problem.candidates, problem.capacity, bonus=bonus)
    assert (solution.total, solution.matched) == best(problem, bonus=10**11)
    assert solution.worth == solution.upper_bound


def test_a_spare_place_costs_nothing() -> None:
    problem = instance(np.array([[7, 5], [6, 1]]), np.array([2, 3]))
    solution = solve(problem.candidates, problem.capacity)
    assert solution.price.tolist() == [0, 0] or solution.upper_bound == solution.total == 13


def test_sums_do_not_overflow() -> None:
    assert exact_sum(np.full(1000, 1 << 60), np.full(1000, 3)) == 3000 << 60


@pytest.mark.parametrize("capacity", [[1, -1], [1], [[1, 1]], [0.5, 1.0]])
def test_a_capacity_that_does_not_fit_is_refused(capacity: list[float]) -> None:
    problem = instance(np.array([[7, 5], [6, 1]]), np.array([2, 3]))
    with pytest.raises(CapacityNotFitting):
        solve(problem.candidates, np.array(capacity))


def test_a_negative_step_is_refused() -> None:
    problem = instance(np.array([[7, 5], [6, 1]]), np.array([2, 3]))
    with pytest.raises(StepNegative):
        solve(problem.candidates, problem.capacity, eps=-1)
