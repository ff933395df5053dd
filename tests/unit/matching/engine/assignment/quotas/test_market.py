import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.arrays import NOBODY, Ints
from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.solving import auctioned, solve_without_quotas
from tests.unit.matching.engine.assignment.instances import Instance, instances

few = settings(deadline=None, max_examples=100)
QUOTAS = 3


def market(problem: Instance, quota: Ints) -> Market:
    auction = auctioned(problem.candidates, problem.capacity)
    return Market(problem.candidates, auction, quota, np.ones(QUOTAS, np.int64))


def some_quotas(problem: Instance, rng: np.random.Generator) -> Ints:
    return rng.integers(-1, QUOTAS, len(problem.candidates.other), np.int32)


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_after_every_move_of_prices_it_is_the_optimum_that_a_fresh_start_finds(problem: Instance, seed: int) -> None:
    rng = np.random.default_rng(seed)
    quota = some_quotas(problem, rng)
    here, greatest = market(problem, quota), int(problem.matrix.max(initial=0))
    for _ in range(5):
        here.reprice(rng.integers(0, greatest + 2, QUOTAS) * rng.integers(0, 2, QUOTAS))
        net = problem.candidates._replace(score=problem.candidates.score - np.append(here.quota_price, 0)[quota])
        assert here.worth == solve_without_quotas(net, problem.capacity).total


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_everybody_has_their_best_and_a_free_place_costs_nothing(problem: Instance, seed: int) -> None:
    rng = np.random.default_rng(seed)
    here = market(problem, some_quotas(problem, rng))
    now = here.auction
    for _ in range(5):
        here.reprice(rng.integers(0, 30, QUOTAS))
        assert not now.price[now.used < now.capacity].any()
        assert (np.bincount(now.holds[now.holds != NOBODY], minlength=len(now.capacity)) == now.used).all()
        for seeker, has in enumerate(now.holds):
            row = slice(now.start[seeker], now.start[seeker + 1])
            gain = now.value[row] - now.price[now.other[row]]
            mine = gain[now.other[row] == has].sum() if has != NOBODY else 0
            assert mine == max(0, gain.max(initial=0))


@few
@given(instances(seekers=12, others=6), st.integers(0, 2**32 - 1))
def test_it_can_go_back_to_where_it_stood(problem: Instance, seed: int) -> None:
    here = market(problem, some_quotas(problem, np.random.default_rng(seed)))
    before, taken = here.standing(), here.taken()
    for seeker in np.flatnonzero(here.auction.holds != NOBODY):
        here.vacate(int(seeker))
    assert not here.taken().any()
    assert not here.auction.used.any()
    here.go_back(before)
    assert (here.taken() == taken).all()
