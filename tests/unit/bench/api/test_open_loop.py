"""Load at a given rate."""

from random import Random

from tests.bench.api.open_loop import arrivals


def test_arrivals_keep_their_rate_and_their_order() -> None:
    moments = list(arrivals(200.0, 60.0, Random(1)))

    assert moments == sorted(moments)
    assert moments[-1] < 60.0
    assert abs(len(moments) / 60.0 - 200.0) < 10.0


def test_the_same_seed_makes_the_same_arrivals() -> None:
    assert list(arrivals(50.0, 5.0, Random(7))) == list(arrivals(50.0, 5.0, Random(7)))
