import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from services.matching.engine import assigning
from services.matching.engine.assigning import assign
from services.matching.engine.edges import NOBODY
from services.matching.engine.people import Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas
from tests.unit.matching.engine.tables import best, keeps, no_quotas, quotas, result, tables


@given(scores=tables(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_as_many_as_can_be_are_matched_and_then_as_well_as_can_be(scores: Sparse, data: st.DataObject) -> None:
    places = np.array(data.draw(st.lists(st.integers(0, 2), min_size=scores.shape[1], max_size=scores.shape[1])))
    limits = data.draw(quotas(*scores.shape))
    chosen = assign(scores, places, limits)
    assert keeps(chosen, scores, places, limits)
    assert result(chosen, scores) == best(scores, places, limits)


@given(scores=tables(rows=7, columns=4), data=st.data())
@settings(max_examples=150, deadline=None)
def test_in_rounds_every_quota_is_kept_and_nobody_else_could_be_added(scores: Sparse, data: st.DataObject) -> None:
    places = np.array(data.draw(st.lists(st.integers(0, 3), min_size=scores.shape[1], max_size=scores.shape[1])))
    limits = data.draw(quotas(*scores.shape))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assigning, "EXACT_PAIRS", 0)
        chosen = assign(scores, places, limits)
    assert keeps(chosen, scores, places, limits)
    for seeker in np.flatnonzero(chosen == NOBODY):
        for other in np.flatnonzero(scores.toarray()[seeker]):
            more = chosen.copy()
            more[seeker] = other
            assert not keeps(more, scores, places, limits)


def test_the_best_total_may_leave_somebody_out() -> None:
    scores = csr_array(np.array([[9, 5], [8, 0]]))
    places, limits = np.ones(2, np.int64), no_quotas(2, 2)
    assert result(assign(scores, places, limits), scores) == (2, 13)
    greedy = csr_array(np.array([[100, 1], [60, 0]]))
    assert result(assign(greedy, places, limits), greedy) == (2, 61)
    assert result(assign(greedy, places, limits, most_matched=False), greedy) == (1, 100)


def test_nobody_is_assigned_where_nobody_is_eligible() -> None:
    scores = csr_array((3, 2), dtype=np.int64)
    assert assign(scores, np.ones(2, np.int64), no_quotas(3, 2)).tolist() == [NOBODY] * 3


def test_a_cohort_of_thousands_takes_a_moment_and_the_result_is_the_same_each_time() -> None:
    shape = (900, 350)
    dice = np.random.default_rng(7)
    scores = csr_array(dice.integers(1, 1_000_000, shape) * (dice.random(shape) < 0.3))
    left = np.full((3, 3), 40, np.int64)
    np.fill_diagonal(left, NO_LIMIT)
    limits = Quotas(left, np.arange(900) % 3, np.arange(350) % 3)
    places = np.full(350, 3, np.int64)
    chosen = assign(scores, places, limits)
    assert keeps(chosen, scores, places, limits)
    assert np.array_equal(chosen, assign(scores, places, limits))
    assert result(chosen, scores)[0] == 900
