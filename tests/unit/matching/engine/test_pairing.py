import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, triu

from services.matching.engine import pairing
from services.matching.engine.edges import NOBODY
from services.matching.engine.pairing import pair_up
from services.matching.engine.people import Integers, Sparse
from services.matching.engine.quotas import Quotas
from tests.unit.matching.engine.tables import best_pairing, no_quotas, pairs_keep, quotas, result

Pairs = list[tuple[int, int]]


@st.composite
def peers(draw: st.DrawFn) -> Sparse:
    count = draw(st.integers(1, 6))
    cells = draw(st.lists(st.sampled_from((0, 0, 1, 2, 5, 9)), min_size=count * count, max_size=count * count))
    upper = np.triu(np.array(cells, np.int64).reshape(count, count), 1)
    return csr_array(upper + upper.T)


def pairs_of(partners: Integers) -> Pairs:
    found = [(one, int(other)) for one, other in enumerate(partners) if other != NOBODY]
    assert all(partners[other] == one for one, other in found)
    return [pair for pair in found if pair[0] < pair[1]]


def reached(partners: Integers, scores: Sparse) -> tuple[int, int]:
    both = result(partners, scores)
    return both[0] // 2, both[1] // 2


@given(scores=peers(), data=st.data())
@settings(max_examples=100, deadline=None)
def test_as_many_pairs_as_can_be_and_then_the_best(scores: Sparse, data: st.DataObject) -> None:
    limits = data.draw(quotas(scores.shape[0], scores.shape[0], symmetric=True))
    partners = pair_up(scores, limits)
    assert pairs_keep(pairs_of(partners), limits)
    assert reached(partners, scores) == best_pairing(scores, limits)


@given(scores=peers(), data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_large_cohort_is_paired_within_the_bound(scores: Sparse, data: st.DataObject) -> None:
    limits = data.draw(quotas(scores.shape[0], scores.shape[0], symmetric=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "EXACT_PAIRS", -1)
        partners = pair_up(scores, limits)
    assert pairs_keep(pairs_of(partners), limits)
    count, total = reached(partners, scores)
    most, best = best_pairing(scores, limits)
    assert count * 3 >= most
    assert count * 2 >= most or not unlimited(limits)
    assert total * 3 >= best


def unlimited(limits: Quotas) -> bool:
    return bool((limits.left == -1).all())


def test_hundreds_of_peers_take_a_moment() -> None:
    count = 600
    upper = triu(csr_array(np.random.default_rng(3).integers(0, 1_000_000, (count, count))), 1)
    scores = csr_array(upper + upper.T)
    partners = pair_up(scores, no_quotas(count, count))
    assert len(pairs_of(partners)) == count // 2
