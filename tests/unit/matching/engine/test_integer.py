from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.engine.integer import Rows, greatest

NODES = 1_000


def of(row: list[int], column: list[int], entry: list[int], high: list[int]) -> Rows:
    rows = Rows()
    rows.add(np.array(high), (np.array(row, np.int64), np.array(column, np.int64), np.array(entry, np.int64)))
    return rows


def test_of_two_that_exclude_each_other_the_greater_is_taken() -> None:
    solved = greatest(np.array([2.0, 3.0, 1.0]), of([0, 0], [0, 1], [1, 1], [1]), nodes=NODES)
    assert solved.values is not None
    assert np.round(solved.values).tolist() == [0, 1, 1]
    assert solved.is_proven
    assert solved.bound == pytest.approx(4.0)


def test_as_many_as_are_asked_for_are_taken_at_a_loss() -> None:
    rows = of([0], [0], [1], [1])
    rows.at_least(2, 3)
    solved = greatest(np.array([-1.0, -5.0, -2.0]), rows, nodes=NODES)
    assert solved.values is not None
    assert np.round(solved.values).tolist() == [1, 0, 1]


def test_what_cannot_be_has_no_values_and_no_proof() -> None:
    rows = of([0, 0], [0, 1], [1, 1], [0])
    rows.at_least(1, 2)
    solved = greatest(np.ones(2), rows, nodes=NODES)
    assert (solved.values, solved.bound, solved.is_proven) == (None, None, False)


@given(st.data())
def test_nothing_gains_more(data: st.DataObject) -> None:
    count, columns = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 6))
    small = st.integers(-3, 3)
    entries = np.array(data.draw(st.lists(small, min_size=count * columns, max_size=count * columns)))
    high = np.array(data.draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)))
    gain = np.array(data.draw(st.lists(small, min_size=columns, max_size=columns)), np.float64)
    rows, matrix = Rows(), entries.reshape(count, columns)
    rows.add(high, (np.repeat(np.arange(count), columns), np.tile(np.arange(columns), count), entries))
    possible = [np.array(each) for each in product((0, 1), repeat=columns) if (matrix @ each <= high).all()]
    solved = greatest(gain, rows, nodes=NODES)
    assert solved.values is not None
    assert (matrix @ np.round(solved.values) <= high).all()
    assert gain @ np.round(solved.values) == max(gain @ each for each in possible)
