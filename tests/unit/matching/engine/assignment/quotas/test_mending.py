import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.mending import Mending
from services.matching.engine.assignment.solving import auctioned, taken
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
    chosen = Mending(market).mended()
    assert score_of(problem, chosen) <= bound
    for one in range(QUOTAS):
        assert taken(pairs, chosen)[quota == one].sum() <= market.limit[one]


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_the_market_is_left_as_it_was(problem: Instance, seed: int) -> None:
    rng, pairs = np.random.default_rng(seed), problem.candidates
    quota = rng.integers(-1, QUOTAS, len(pairs.other), np.int32)
    market = Market(pairs, auctioned(pairs, problem.capacity), quota, rng.integers(0, 4, QUOTAS))
    before, value = market.standing(), market.auction.value.copy()
    Mending(market).mended()
    assert (market.auction.value == value).all()
    for name, stood in before._asdict().items():
        assert (getattr(market.auction, name) == stood).all()
