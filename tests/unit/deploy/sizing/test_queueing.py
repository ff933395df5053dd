"""Simulated waits, beside what is known of queues that can be reckoned."""

from itertools import pairwise
from math import log
from random import Random
from statistics import mean

import pytest

from deploy.sizing.queueing import LONGEST, Chain, Server, delays, poisson, quantile, served, uneven
from services.chassis import pace

HOURS = 3_600.0 * 5


def waits(arrivals: list[float], server: Server) -> list[float]:
    return [done - came for came, done in zip(arrivals, served(arrivals, server), strict=True)]


@pytest.mark.parametrize("busy", [0.3, 0.6, 0.8])
def test_one_at_a_time_waits_as_pollaczek_and_khinchine_say(busy: float) -> None:
    lasts = 0.1
    arrivals = poisson(busy / lasts, HOURS, Random(1))
    expected = lasts + busy * lasts / (2 * (1 - busy))
    assert mean(waits(arrivals, Server(lasts, 0.0, most=1, paced=False))) == pytest.approx(expected, rel=0.05)


def test_random_times_give_the_quantiles_of_an_exponential_stay() -> None:
    rate, service = 6.0, 10.0
    draw = Random(2)
    server = Server(1 / service, 0.0, most=1, paced=False, drawn=lambda mean: draw.expovariate(1 / mean))
    stays = waits(poisson(rate, HOURS, Random(3)), server)
    assert quantile(stays, 0.99) == pytest.approx(-log(0.01) / (service - rate), rel=0.1)


def test_what_waits_shares_a_batch() -> None:
    assert served([0.0, 0.1, 0.2], Server(1.0, 0.5, paced=False)) == [1.5, 3.5, 3.5]


def test_a_batch_holds_so_many_at_most() -> None:
    assert served([0.0, 0.0, 0.0], Server(1.0, 0.0, most=2, paced=False)) == [1.0, 1.0, 2.0]


def test_small_batches_keep_their_distance() -> None:
    assert served([0.0, 0.005], Server(0.01, 0.0)) == [0.01, pytest.approx(0.03)]
    assert served([0.0, 0.005], Server(0.03, 0.0)) == [0.03, pytest.approx(0.07)]
    assert LONGEST == pace.LONGEST


def test_nothing_keeps_its_distance_where_a_whole_batch_waits() -> None:
    assert served([0.0, 0.005, 0.005], Server(0.01, 0.0, most=2))[1:] == [0.02, 0.02]


def test_more_replicas_shorten_the_wait_and_lose_nothing() -> None:
    arrivals = poisson(180.0, 100.0, Random(4))
    relay = Server(0.005, 0.0001)
    slow = Server(0.0, 0.01, most=10, paced=False)
    one, four = (delays(arrivals, Chain(relay, 0.01, slow, count), Random(5)) for count in (1, 4))
    assert len(one) == len(four) == len(arrivals)
    assert quantile(four, 0.5) < 0.2 < 5 < quantile(one, 0.5)


def test_the_same_seed_gives_the_same_waits() -> None:
    chain = Chain(Server(0.01, 0.001), 0.01, Server(0.01, 0.001), 3)
    arrivals = poisson(50.0, 10.0, Random(6))
    assert delays(arrivals, chain, Random(7)) == delays(arrivals, chain, Random(7))


def test_independent_callers_come_at_the_rate_asked_for_in_their_order() -> None:
    arrivals = poisson(5.0, 10_000.0, Random(8))
    assert len(arrivals) == pytest.approx(50_000, rel=0.02)
    assert all(one < other for one, other in pairwise(arrivals))


def test_uneven_times_have_the_mean_that_they_were_given() -> None:
    drawn = uneven(0.8, Random(10))
    times = [drawn(2.0) for _ in range(50_000)]
    assert mean(times) == pytest.approx(2.0, rel=0.02)
    assert quantile(times, 0.99) > 3 * quantile(times, 0.5)


def test_nobody_comes_at_no_rate_and_nothing_has_no_quantile() -> None:
    assert poisson(0.0, 10.0, Random(9)) == []
    assert quantile([], 0.99) == 0.0
