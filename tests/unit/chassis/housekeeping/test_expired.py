"""What is kept beyond its time."""

import pytest

from services.chassis.housekeeping.expired import is_needed


@pytest.mark.parametrize(
    ("state", "source", "sequence", "needed"),
    [
        ("dead", None, None, False),
        ("dead", "ada", 2, False),
        ("dead", "bea", 2, True),
        ("dead", "bea", 1, False),
        ("discarded", "ada", 2, True),
        ("discarded", "ada", 1, False),
        ("discarded", None, None, False),
    ],
)
def test_a_record_is_needed_while_its_number_is_waited_for(
    state: str, source: str | None, sequence: int | None, needed: bool
) -> None:
    row = {"state": state, "source": source, "sequence": sequence}
    assert is_needed(row, parked={"bea"}, applied={"ada": 1, "bea": 1}) is needed
