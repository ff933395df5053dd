import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.arrays import NOBODY
from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.mending import Mending
from services.matching.engine.assignment.solving import auctioned
from tests.unit.matching.engine.assignment.instances import Instance, instances, score_of

few = settings(deadline=None, max_examples=100)
QUOTAS = 3


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_places_and_quotas_are_kept_from_whatever_prices_it_begins(problem: Instance, seed: int) -> None:
    rng, pairs = np.random.default_rng(seed), problem.candidates
    quota = rng.integers(-1, QUOTAS, len(pairs.other), np.int32)
    market = Market(pairs, auctioned(pairs, problem.capacity), quota, rng.integers(0, 4, QUOTAS))
    market.reprice(rng.integers(0, 30, QUOTAS))
    bound = market.bound
    Mending(market).mend()
    assert (market.taken() <= market.limit).all()
    assert score_of(problem, market.auction.holds) <= bound


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_it_knows_what_is_left_of_each_quota(problem: Instance, seed: int) -> None:
    rng, pairs = np.random.default_rng(seed), problem.candidates
    quota = rng.integers(-1, QUOTAS, len(pairs.other), np.int32)
    market = Market(pairs, auctioned(pairs, problem.capacity), quota, rng.integers(0, 4, QUOTAS))
    mending = Mending(market)
    mending.mend()
    assert (mending.left == market.limit - market.taken()).all()
    held = market.auction.holds[market.auction.holds != NOBODY]
    assert (market.auction.used == np.bincount(held, minlength=len(market.auction.used))).all()
