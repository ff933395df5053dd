"""A cycle's pairs are held to the dense optimum, on the way of small cohorts and on that of large ones."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from services.matching.engine import cycle
from services.matching.engine.arrays import NOBODY, PERFECT, Longs
from services.matching.engine.columns import Quotas, Rules
from services.matching.engine.cycle import match, would_rather
from services.matching.engine.matching import Matching, Objective
from services.matching.engine.scoring import reference
from tests.unit.matching.engine.cohorts import ANY_SEED, Cohort, Kind, cohorts, people, quotas, strangers

MENTORING = cohorts(peers=False)
SUMS = [Objective.MOST_MATCHED, Objective.BEST_TOTAL]


def matched_in(cohort: Cohort, capacity: Longs, limits: Quotas | None = None, **how: Any) -> Matching:
    return match(cohort.seekers, cohort.others, cohort.relations, cohort.rules, capacity, limits, **how)


def places(seed: int, cohort: Cohort, most: int = 3) -> Longs:
    return np.random.default_rng(seed).integers(0, most, len(cohort.others))


def dense_optimum(cohort: Cohort, capacity: Longs, bonus: int) -> tuple[int, int]:
    """How many are matched, and the sum of their scores, with `bonus` for each match."""
    candidates = reference.eligible(*cohort)
    gain = np.zeros((len(cohort.seekers), len(cohort.others)), np.int64)
    gain[candidates.seeker(), candidates.other] = candidates.score + bonus
    is_eligible = np.zeros(gain.shape, bool)
    is_eligible[candidates.seeker(), candidates.other] = True
    column = np.repeat(np.arange(len(cohort.others)), capacity)
    # A cell of nothing for each seeker: whoever is better off without a match goes without.
    wide = np.concatenate([gain[:, column], np.zeros((len(gain), len(gain)), np.int64)], axis=1)
    row, chosen = linear_sum_assignment(wide, maximize=True)
    real = chosen < len(column)
    row, other = row[real], column[chosen[real]]
    taken = is_eligible[row, other]
    return int(taken.sum()), int((gain[row, other] - bonus)[taken].sum())


def check_kept(cohort: Cohort, capacity: Longs, found: Matching) -> None:
    """Only eligible pairs, within capacity, and the total is theirs."""
    candidates = reference.eligible(*cohort)
    known = zip(candidates.seeker().tolist(), candidates.other.tolist(), strict=True)
    scores = dict(zip(known, candidates.score.tolist(), strict=True))
    pairs = [(seeker, other) for seeker, other in enumerate(found.chosen.tolist()) if other != NOBODY]
    assert sum(scores[pair] for pair in pairs) == found.total
    used = np.bincount([other for _, other in pairs], minlength=len(capacity))
    assert (used <= capacity).all()


@settings(max_examples=150)
@given(MENTORING, ANY_SEED, st.sampled_from(SUMS))
def test_the_best_there_could_be_is_found_and_proven(cohort: Cohort, seed: int, objective: Objective) -> None:
    capacity = places(seed, cohort)
    found = matched_in(cohort, capacity, objective=objective, seed=seed)
    bonus = PERFECT * (len(cohort.seekers) + 1) if objective is Objective.MOST_MATCHED else 0
    check_kept(cohort, capacity, found)
    matched, total = dense_optimum(cohort, capacity, bonus)
    if objective is Objective.MOST_MATCHED:
        assert found.matched == matched
    assert found.total == found.bound == total


@settings(max_examples=100)
@given(MENTORING, ANY_SEED, st.integers(1, 3), st.sampled_from(SUMS))
def test_the_way_of_large_cohorts_is_as_good_as_it_says(
    cohort: Cohort, seed: int, k: int, objective: Objective
) -> None:
    capacity = places(seed, cohort)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycle, "SMALL", 0)
        found = matched_in(cohort, capacity, objective=objective, seed=seed, k=k)
    check_kept(cohort, capacity, found)
    bonus = PERFECT * (len(cohort.seekers) + 1) if objective is Objective.MOST_MATCHED else 0
    matched, total = dense_optimum(cohort, capacity, bonus)
    assert found.bound is not None
    if objective is Objective.BEST_TOTAL:
        assert found.total <= total <= found.bound
    else:
        assert (found.matched, found.total) <= (matched, total)
        assert found.matched < matched or total <= found.bound
    if found.gap == 0:
        assert found.total == total


@pytest.mark.parametrize("objective", SUMS)
def test_two_thousand_people_are_matched_as_the_dense_optimum_has_it(objective: Objective) -> None:
    cohort = _many(2_000)
    capacity = places(5, cohort, most=4)
    bonus = PERFECT * 2_000 if objective is Objective.MOST_MATCHED else 0
    matched, total = dense_optimum(cohort, capacity, bonus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycle, "SMALL", 0)
        found = matched_in(cohort, capacity, objective=objective)
    assert found.matched == matched
    assert found.bound is not None
    assert 0 <= total - found.total <= cycle.SMALL_GAP * total
    assert total <= found.bound


@settings(max_examples=60)
@given(MENTORING, st.data())
def test_quotas_are_kept_and_what_they_cost_is_told(cohort: Cohort, data: st.DataObject) -> None:
    capacity, limits = places(data.draw(ANY_SEED), cohort), data.draw(quotas(cohort))
    found = matched_in(cohort, capacity, limits)
    check_kept(cohort, capacity, found)
    rows = np.flatnonzero(found.chosen != NOBODY)
    assert not len(limits.exceeded(rows, found.chosen[rows]))
    if len(limits) and found.gap is not None and found.gap_without_quotas is not None:
        assert found.gap <= found.gap_without_quotas


@settings(max_examples=60)
@given(MENTORING, ANY_SEED, st.sampled_from(SUMS))
def test_another_order_of_the_same_people_changes_no_total(cohort: Cohort, seed: int, objective: Objective) -> None:
    generator = np.random.default_rng(seed)
    capacity = places(seed, cohort)
    order = generator.permutation(len(cohort.seekers))
    found = matched_in(cohort, capacity, objective=objective)
    mixed = cohort._replace(seekers=cohort.seekers.rows(order), relations=cohort.relations.rows(order))
    again = matched_in(mixed, capacity, objective=objective)
    assert (found.matched, found.total, found.bound) == (again.matched, again.total, again.bound)


@settings(max_examples=60)
@given(MENTORING, ANY_SEED)
def test_a_stable_matching_blocks_nowhere(cohort: Cohort, seed: int) -> None:
    capacity = places(seed, cohort)
    found = matched_in(cohort, capacity, objective=Objective.STABLE)
    check_kept(cohort, capacity, found)
    assert found.bound is None
    assert would_rather(found, cohort.seekers, cohort.others, cohort.relations, cohort.rules, capacity) == 0


@settings(max_examples=60)
@given(MENTORING, ANY_SEED)
def test_maximin_matches_as_many_and_its_worst_is_no_worse(cohort: Cohort, seed: int) -> None:
    capacity = places(seed, cohort)
    fairest, best = (
        matched_in(cohort, capacity, objective=each) for each in (Objective.MAXIMIN, Objective.MOST_MATCHED)
    )
    check_kept(cohort, capacity, fairest)
    assert fairest.matched == best.matched
    assert _worst(cohort, fairest) >= _worst(cohort, best)
    assert fairest.total <= best.total


def test_phases_are_told_and_an_unknown_objective_is_refused() -> None:
    cohort = _many(60)
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycle, "SMALL", 0)
        matched_in(cohort, places(1, cohort), tell=told.append)
    assert told[:3] == ["scoring", "assigning", "proving"]
    with pytest.raises(ValueError, match="happiest"):
        matched_in(cohort, places(1, cohort), objective="happiest")


def test_a_quota_of_zero_leaves_nobody_across() -> None:
    cohort = _many(120)
    organisations = len(cohort.relations.shared)
    across = [(one, other) for one in range(organisations) for other in range(organisations) if one != other]
    receiver, giver = np.array(across, np.int32).T
    limit = np.zeros(len(across), np.int64)
    none = Quotas(receiver, giver, limit, cohort.seekers.organisation, cohort.others.organisation)
    found = matched_in(cohort, places(2, cohort), none)
    rows = np.flatnonzero(found.chosen != NOBODY)
    assert len(rows)
    assert (cohort.seekers.organisation[rows] == cohort.others.organisation[found.chosen[rows]]).all()


def _worst(cohort: Cohort, found: Matching) -> int:
    candidates = reference.eligible(*cohort)
    own = found.chosen[candidates.seeker()] == candidates.other
    return int(candidates.score[own].min(initial=PERFECT))


def _many(mentees: int) -> Cohort:
    """So many mentees and half as many mentors, of the same kind every time."""
    random = np.random.Generator(np.random.PCG64(mentees))
    kind = Kind(3, 40, 12, 3, nothing=5, related=1, whole_hours=False)
    seekers, others = people(random, mentees, kind), people(random, mentees // 2, kind)
    rules = Rules(np.full(8, 1_250, np.int64), minimum_blocks=1)
    return Cohort(seekers, others, strangers(random, seekers, others, kind), rules)
