from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import PCG64, Generator

from services.matching.engine.columns import Quotas
from services.matching.engine.groups import (
    CapacityNegative,
    ColumnsOfDifferentLength,
    Group,
    GroupMaximumBelowMinimum,
    GroupMinimumNotPositive,
    GroupProblem,
    Groups,
    ScoresOutOfRange,
    Sizes,
    form_groups,
    warm,
)
from tests.unit.matching.engine.groups.problems import (
    best_total,
    greedy,
    objection,
    objections,
    problem,
    problems,
    quota_exceeded,
    total_of,
)

PROFILE = settings(max_examples=25, deadline=None)
SLOW = settings(max_examples=15, deadline=None)


def searched(of: GroupProblem, seed: int = 0) -> Groups:
    """Without the integer programme."""
    return form_groups(of, seed=seed, exact_pairs=0)


def sample(mentees: int = 40, mentors: int = 8, sizes: Sizes = Sizes(3, 5, 2)) -> GroupProblem:
    return problem(Generator(PCG64(7)), mentees, mentors, sizes)


@PROFILE
@given(of=problems())
def test_every_group_keeps_every_rule(of: GroupProblem) -> None:
    assert objections(of, list(searched(of))) == []


@SLOW
@given(of=problems())
def test_every_group_of_the_programme_keeps_every_rule(of: GroupProblem) -> None:
    assert objections(of, list(form_groups(of, seconds=2))) == []


@PROFILE
@given(of=problems())
def test_the_total_is_of_the_groups_and_never_above_the_bound(of: GroupProblem) -> None:
    found = searched(of)
    assert found.total == total_of(of, list(found)) <= found.upper_bound
    assert found.matched == sum(len(each.mentees) for each in found)


@SLOW
@given(of=problems(mentees=7, mentors=2, maximum=4))
def test_nothing_is_better_than_what_is_proven(of: GroupProblem) -> None:
    best, found, exact = best_total(of), searched(of), form_groups(of, seconds=5)
    assert found.total <= exact.total <= best <= min(found.upper_bound, exact.upper_bound)
    assert exact.total == best or not exact.proven
    assert found.total == best or not found.proven


@SLOW
@given(of=problems(mentees=7, mentors=2, maximum=4))
def test_a_small_problem_is_solved_and_proven(of: GroupProblem) -> None:
    assert form_groups(of, seconds=5).proven


@PROFILE
@given(of=problems())
def test_no_further_group_could_be_formed_of_those_left_over(of: GroupProblem) -> None:
    assert greedy(of, searched(of)) is None


@PROFILE
@given(of=problems())
def test_nobody_left_over_could_join_a_group_that_has_room(of: GroupProblem) -> None:
    found = searched(of)
    groups = list(found)
    for each in groups:
        for mentee in np.flatnonzero(found.group < 0).tolist() if len(each.mentees) < of.sizes.maximum else ():
            more = (*each.mentees, mentee)
            others = [other for other in groups if other is not each]
            larger = Group(each.mentor, each.topic, more)
            assert objection(of, each.mentor, each.topic, more) or quota_exceeded(of, others, larger)


@PROFILE
@given(of=problems(), seed=st.integers(0, 3))
def test_the_same_seed_gives_the_same_groups(of: GroupProblem, seed: int) -> None:
    assert list(searched(of, seed)) == list(searched(of, seed))


def test_the_programme_never_gives_less_than_the_search() -> None:
    of = sample()
    assert form_groups(of, seconds=5).total >= searched(of).total


def test_nobody_to_lead_makes_no_group() -> None:
    assert empty(form_groups(sample(mentors=0)))
    of = sample()
    assert empty(form_groups(replace(of, capacity=np.zeros_like(of.capacity))))


def test_nobody_at_all_makes_no_group() -> None:
    assert empty(form_groups(sample(mentees=0, mentors=0)))


def test_a_minimum_above_the_cohort_makes_no_group() -> None:
    assert empty(form_groups(sample(sizes=Sizes(41, 50, 0))))


def test_nobody_who_seeks_a_topic_makes_no_group() -> None:
    of = sample()
    none = replace(of.mentees, goals_sought=np.zeros_like(of.mentees.goals_sought))
    assert empty(form_groups(replace(of, mentees=none)))


def test_a_quota_of_nothing_is_never_taken() -> None:
    of = sample()
    every = np.indices((3, 3)).reshape(2, -1).astype(np.int32)
    limit = np.zeros(9, np.int64)
    none = Quotas(every[0], every[1], limit, of.mentees.organisation, of.mentors.organisation)
    assert empty(form_groups(replace(of, quotas=none)))


def test_a_huge_maximum_takes_no_room() -> None:
    of = sample(sizes=Sizes(3, 1_000_000_000, 2))
    assert objections(of, list(searched(of))) == []


def empty(found: Groups) -> bool:
    return (len(found), list(found), found.total, found.upper_bound, found.matched, found.proven) == (
        0,
        [],
        0,
        0,
        0,
        True,
    )


def test_a_maximum_below_the_minimum_is_refused() -> None:
    with pytest.raises(GroupMaximumBelowMinimum, match="5 mentees at least, but 4"):
        form_groups(sample(sizes=Sizes(5, 4, 0)))


def test_a_minimum_of_nobody_is_refused() -> None:
    with pytest.raises(GroupMinimumNotPositive):
        form_groups(sample(sizes=Sizes(0, 4, 0)))


def test_less_than_no_capacity_is_refused() -> None:
    of = sample()
    with pytest.raises(CapacityNegative):
        form_groups(replace(of, capacity=of.capacity - 5))


def test_scores_out_of_range_are_refused() -> None:
    of = sample()
    with pytest.raises(ScoresOutOfRange):
        form_groups(replace(of, candidates=of.candidates._replace(score=of.candidates.score - 1)))


def test_a_capacity_too_few_is_refused() -> None:
    of = sample()
    with pytest.raises(ColumnsOfDifferentLength):
        form_groups(replace(of, capacity=of.capacity[1:]))


def test_warming_needs_nothing() -> None:
    warm()
