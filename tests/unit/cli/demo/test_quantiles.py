from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.demo.measures.quantiles import bucket_quantile, quantile

BUCKETS = [(0.1, 10.0), (0.5, 90.0), (1.0, 100.0), (inf, 100.0)]


def test_a_quantile_is_interpolated_inside_its_bucket() -> None:
    assert bucket_quantile(0.5, BUCKETS) == pytest.approx(0.1 + 0.4 * 40 / 80)


def test_the_first_bucket_begins_at_nothing() -> None:
    assert bucket_quantile(0.05, BUCKETS) == pytest.approx(0.05)


def test_what_lies_beyond_all_bounds_is_answered_by_the_largest_of_them() -> None:
    assert bucket_quantile(0.99, [(1.0, 1.0), (inf, 10.0)]) == 1.0


def test_empty_buckets_are_passed_over() -> None:
    assert bucket_quantile(0.5, [(0.1, 0.0), (0.2, 0.0), (0.4, 2.0), (inf, 2.0)]) == pytest.approx(0.3)


def test_there_is_no_quantile_of_nothing() -> None:
    assert bucket_quantile(0.5, [(1.0, 0.0), (inf, 0.0)]) is None
    assert bucket_quantile(0.5, []) is None
    assert quantile(0.5, []) is None


def test_a_plain_quantile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(100)]
    assert quantile(0.5, values) == 50
    assert quantile(0.99, values) == 99
    assert quantile(1.0, values) == 99


@given(st.lists(st.floats(0.001, 9.0), min_size=1), st.floats(0.01, 1.0))
def test_an_interpolated_quantile_lies_in_the_bucket_of_the_exact_one(values: list[float], share: float) -> None:
    bounds = [0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0]
    buckets = [(bound, float(sum(value <= bound for value in values))) for bound in (*bounds, inf)]
    exact = sorted(values)[max(0, -(-int(share * len(values) * 1e9) // 10**9) - 1)]
    upper = next(bound for bound in bounds if exact <= bound)
    found = bucket_quantile(share, buckets)
    assert found is not None
    assert found <= upper + 1e-9
