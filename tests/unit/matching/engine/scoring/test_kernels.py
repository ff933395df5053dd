"""The kernels answer what the dense reference answers, to the last unit."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine import scoring
from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.columns import Forbidden
from services.matching.engine.scoring import QuotaPrices, reference
from services.matching.engine.scoring.constraints import forbidden
from services.matching.engine.scoring.values import values
from tests.unit.matching.engine.cohorts import Cohort, cohorts, quotas

PRICE = 10**8


def alike(ours: Iterable[Any], theirs: Iterable[Any]) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def every_pair(cohort: Cohort) -> Longs:
    return np.indices((len(cohort.seekers), len(cohort.others))).reshape(2, -1).T.astype(np.int64)


@settings(max_examples=400)
@given(cohorts())
def test_the_eligible_and_their_scores(cohort: Cohort) -> None:
    assert alike(scoring.eligible(*cohort), reference.eligible(*cohort))


@settings(max_examples=400)
@given(cohorts(), st.integers(0, 8), st.integers(0, 2**31), st.data())
def test_the_best_of_each_at_prices_and_what_they_leave(cohort: Cohort, k: int, seed: int, data: st.DataObject) -> None:
    generator = np.random.default_rng(seed)
    price = generator.integers(0, PRICE, len(cohort.others))
    limits = data.draw(quotas(cohort))
    extra = QuotaPrices(limits, generator.integers(0, PRICE, len(limits)))
    assert alike(scoring.best(*cohort, k), reference.best(*cohort, k))
    assert alike(scoring.best(*cohort, k, price, extra), reference.best(*cohort, k, price, extra))
    for bonus in (0, PRICE):
        left = scoring.surplus(*cohort, bonus=bonus, price=price, extra=extra)
        assert np.array_equal(left, reference.surplus(*cohort, bonus=bonus, price=price, extra=extra))
        floor = scoring.left_of(scoring.best(*cohort, k, price, extra), price, extra)
        sooner = scoring.surplus(*cohort, bonus=bonus, price=price, extra=extra, floor=floor)
        assert np.array_equal(left, sooner)


@settings(max_examples=400)
@given(cohorts(), st.integers(1, 8), st.integers(0, 2**31), st.data())
def test_whoever_has_a_list_that_leaves_enough_needs_no_second_look(
    cohort: Cohort, k: int, seed: int, data: st.DataObject
) -> None:
    generator = np.random.default_rng(seed)
    price = generator.integers(0, data.draw(st.sampled_from((1, PRICE // 4, PRICE))), len(cohort.others))
    limits = data.draw(quotas(cohort))
    extra = QuotaPrices(limits, generator.integers(0, PRICE, len(limits)))
    listed = scoring.best(*cohort, k)
    beside = scoring.unlisted(listed, min(k, len(cohort.others)) or 1)
    every, left = reference.eligible(*cohort), scoring.left_of(listed, price, extra)
    known = set(zip(listed.seeker().tolist(), listed.other.tolist(), strict=True))
    for seeker, other, score in zip(every.seeker().tolist(), every.other.tolist(), every.score.tolist(), strict=True):
        assert (seeker, other) in known or score <= beside[seeker]
    enough = np.maximum(left, 0) >= beside
    exact = reference.surplus(*cohort, price=price, extra=extra)
    assert np.array_equal(np.maximum(left, 0)[enough], exact[enough])


@settings(max_examples=200)
@given(cohorts())
def test_contributions_of_every_pair_and_of_forbidden_ones_too(cohort: Cohort) -> None:
    found = scoring.contributions(*cohort, every_pair(cohort))
    assert np.array_equal(found, values(*cohort).reshape(found.shape[1], -1).T)


@settings(max_examples=200)
@given(cohorts(), st.integers(0, 2**31))
def test_rank_and_alternative(cohort: Cohort, seed: int) -> None:
    price = np.random.default_rng(seed).integers(0, PRICE, len(cohort.others))
    candidates = reference.eligible(*cohort)
    pairs = np.stack([candidates.seeker(), candidates.other], axis=1).astype(np.int64)
    found = scoring.standing(*cohort, pairs, price)
    for pair, (seeker, own) in enumerate(pairs.tolist()):
        row = slice(candidates.start[seeker], candidates.start[seeker + 1])
        scores = dict(zip(candidates.other[row].tolist(), candidates.score[row].tolist(), strict=True))
        ranked = sorted(scores, key=lambda other: (-scores[other], other))
        rest = [other for other in scores if other != own]
        assert found.rank[pair] == ranked.index(own) + 1
        assert found.eligible[pair] == len(scores)
        best = min(rest, key=lambda other: (price[other] - scores[other], other), default=NOBODY)
        assert found.alternative[pair] == best
        assert found.alternative_score[pair] == scores.get(best, 0)


@settings(max_examples=200)
@given(cohorts(), st.data())
def test_what_stood_in_the_way_is_counted_pair_by_pair(cohort: Cohort, data: st.DataObject) -> None:
    some = np.array(sorted(data.draw(st.sets(st.integers(0, len(cohort.seekers) - 1)))) if len(cohort.seekers) else [])
    free = np.array(data.draw(st.lists(st.booleans(), min_size=len(cohort.others), max_size=len(cohort.others))), bool)
    found = scoring.tally(*cohort, some.astype(np.int64), free)
    no = forbidden(*cohort)
    for row, seeker in enumerate(some.astype(int).tolist()):
        counted = np.zeros((3, len(Forbidden)), np.int64)
        for other in range(len(cohort.others)):
            against = np.flatnonzero(no[:, seeker, other])
            if len(against):
                counted[0, against[0]] += 1
            if len(against) == 1:
                counted[1, against[0]] += 1
                counted[2, against[0]] += free[other]
        assert np.array_equal(found.ruled_out[row], counted[0])
        assert np.array_equal(found.alone[row], counted[1])
        assert np.array_equal(found.free[row], counted[2])
        assert (found.shortfall[row][counted[2] == 0] == 0).all()
        for constraint in (Forbidden.EXPERIENCE, Forbidden.TIME):
            assert (found.shortfall[row, constraint] > 0) == (counted[2, constraint] > 0)
