"""The committed page says what the model says."""

from pathlib import Path

import pytest

from deploy.sizing import committed
from deploy.sizing.page import PAGE, with_sizes
from deploy.sizing.table import amount, lasting, many

CHECKOUT = Path(__file__).parents[4]


def test_the_table_of_the_page_is_that_of_the_model() -> None:
    page = (CHECKOUT / PAGE).read_text(encoding="utf-8")
    assert with_sizes(page, committed()) == page


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_sizes("# Growing\n", committed())


def test_numbers_have_two_digits() -> None:
    assert [many(each) for each in (0.0123, 7.56, 1_234, 1_340_000)] == ["0.012", "7.6", "1,200", "1.3 million"]
    assert [amount(each) for each in (10, 2.34e8, 1.28e9, 3.1e12)] == ["below 1 MB", "230 MB", "1.3 GB", "3.1 TB"]
    assert [lasting(each) for each in (0.0456, 3.21, 600, 9_000)] == ["46 ms", "3.2 s", "10 min", "2.5 h"]
