"""The plain measure that kernels will be held to: itself held to what a score and a choice mean."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import PERFECT, WHOLE
from services.matching.engine.columns import Lists, Relations
from services.matching.engine.scoring import best, eligible, surplus
from services.matching.engine.scoring.constraints import forbidden
from services.matching.engine.scoring.values import scores, values
from tests.unit.matching.engine.cohorts import ANY_SEED, Cohort, cohorts


@settings(deadline=None, max_examples=60)
@given(cohorts())
def test_values_and_scores_stay_within_their_scale(cohort: Cohort) -> None:
    met, score = values(*cohort), scores(*cohort)
    assert met.min(initial=0) >= 0
    assert met.max(initial=0) <= WHOLE
    assert score.min(initial=0) >= 0
    assert score.max(initial=0) <= PERFECT


@settings(deadline=None, max_examples=60)
@given(cohorts(peers=True))
def test_peers_suit_each_other_alike(cohort: Cohort) -> None:
    assert np.array_equal(scores(*cohort), scores(*cohort).T)
    assert np.array_equal(forbidden(*cohort), forbidden(*cohort).transpose(0, 2, 1))


@settings(deadline=None, max_examples=60)
@given(cohorts(), st.integers(0, 12))
def test_the_best_are_the_first_of_all_eligible_in_order(cohort: Cohort, k: int) -> None:
    everyone, few = eligible(*cohort), best(*cohort, k)
    for seeker in range(len(cohort.seekers)):
        row = slice(everyone.start[seeker], everyone.start[seeker + 1])
        order = np.lexsort((everyone.other[row], -everyone.score[row]))[:k]
        kept = slice(few.start[seeker], few.start[seeker + 1])
        assert np.array_equal(np.sort(everyone.other[row][order]), few.other[kept])


@settings(deadline=None, max_examples=60)
@given(cohorts(), ANY_SEED)
def test_surplus_is_what_the_best_leaves_after_prices(cohort: Cohort, seed: int) -> None:
    price = Generator(PCG64(seed)).integers(0, PERFECT, len(cohort.others))
    first, left = best(*cohort, 1, price), surplus(*cohort, WHOLE, price)
    matched = np.diff(first.start) == 1
    assert np.array_equal(left[matched], np.maximum(first.score + WHOLE - price[first.other], 0))
    assert not left[~matched].any()


@settings(deadline=None, max_examples=60)
@given(cohorts(peers=False), ANY_SEED)
def test_the_order_of_others_changes_no_score(cohort: Cohort, seed: int) -> None:
    order = Generator(PCG64(seed)).permutation(len(cohort.others))
    moved = cohort._replace(others=cohort.others.rows(order), relations=_moved(cohort.relations, order))
    assert np.array_equal(scores(*cohort)[:, order], scores(*moved))
    assert np.array_equal(forbidden(*cohort)[:, :, order], forbidden(*moved))


def _moved(relations: Relations, order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Relations:
    at = np.argsort(order)
    same = np.array([at[each] if each >= 0 else -1 for each in relations.same], np.int32)
    return replace(
        relations,
        same=same,
        met=_renamed(relations.met, at),
        never=_renamed(relations.never, at),
        reports=_renamed(relations.reports, at),
        vetoed=_renamed(relations.vetoed, at),
        seeker_prefers=_renamed(relations.seeker_prefers, at),
        other_prefers=_renamed(relations.other_prefers, at),
    )


def _renamed(lists: Lists, at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Lists:
    return Lists.of({int(at[column]): value for column, value in lists.row(row).items()} for row in range(len(lists)))
