"""Quotas between organisations, both ways."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.arrays import Ints
from services.matching.engine.columns import Quotas
from services.matching.engine.peers import most_matched_bonus, pair_up
from services.matching.engine.peers.places import QuotasOfOthers
from tests.unit.matching.engine.peers.instances import (
    Scores,
    best,
    candidates_of,
    instances,
    is_maximal,
    is_pairing,
    keeps_to,
    quotas_of,
)
from tests.unit.matching.engine.peers.test_approximate import nearly


@st.composite
def limited(draw: st.DrawFn) -> tuple[int, Scores, Quotas]:
    people, scores = draw(instances(7))
    organisation = np.array(draw(st.lists(st.integers(0, 2), min_size=people, max_size=people)), np.int32)
    ways = st.tuples(st.integers(0, 2), st.integers(0, 2))
    return people, scores, quotas_of(organisation, draw(st.dictionaries(ways, st.integers(0, 3), max_size=6)))


@given(limited(), st.sampled_from([0, 1, 10**8, 10**12]))
@settings(max_examples=120)
def test_nobody_keeps_to_the_quotas_with_a_greater_total(instance: tuple[int, Scores, Quotas], bonus: int) -> None:
    people, scores, quotas = instance
    found = pair_up(candidates_of(people, scores), bonus=bonus, quotas=quotas)
    assert is_pairing(found.partner, scores)
    assert keeps_to(found.partner, quotas)
    assert is_maximal(found.partner, scores, quotas)
    assert found.total == best(people, scores, bonus, quotas)[0]
    assert found.total <= found.upper_bound


@given(limited(), st.sampled_from([0, 1, 10**8, 10**12]))
@settings(max_examples=120)
def test_the_method_for_many_keeps_to_the_quotas_within_its_bound(
    instance: tuple[int, Scores, Quotas], bonus: int
) -> None:
    people, scores, quotas = instance
    found = nearly(people, scores, bonus, 0, quotas)
    assert is_pairing(found.partner, scores)
    assert keeps_to(found.partner, quotas)
    assert is_maximal(found.partner, scores, quotas)
    assert found.total <= best(people, scores, bonus, quotas)[0] <= found.upper_bound


def crowd(people: int, organisations: int) -> tuple[Scores, Ints]:
    random = np.random.default_rng(2)
    pairs = np.unique(np.sort(random.integers(0, people, (people * 8, 2))), axis=0)
    scores = {(int(one), int(another)): int(random.integers(0, 10**8)) for one, another in pairs if one != another}
    return scores, random.integers(0, organisations, people).astype(np.int32)


@pytest.mark.parametrize("people", [900, 2_400])
def test_many_keep_to_their_quotas_near_the_bound(people: int) -> None:
    scores, organisation = crowd(people, 3)
    quotas = quotas_of(organisation, {(0, 1): people // 40, (2, 0): people // 20, (1, 1): 7, (2, 2): 0})
    candidates = candidates_of(people, scores)
    for bonus in (0, most_matched_bonus(candidates)):
        found = pair_up(candidates, bonus=bonus, quotas=quotas)
        assert keeps_to(found.partner, quotas)
        assert is_maximal(found.partner, scores, quotas)
        assert 0.98 * found.upper_bound <= found.total <= found.upper_bound


def test_quotas_of_others_are_refused() -> None:
    quotas = quotas_of(np.zeros(3, np.int32), {(0, 0): 1})
    with pytest.raises(QuotasOfOthers):
        pair_up(candidates_of(2, {(0, 1): 1}), quotas=quotas)
