import re

import pytest

from cli.verify.history import History
from cli.verify.invariants import CHECKS
from tests.unit.cli.verify.planted import PLANTED, Planted

CASES = [(check, planted) for check, several in PLANTED.items() for planted in several]


def test_for_every_check_something_is_planted_and_for_every_plant_there_is_a_check() -> None:
    assert {check.name for check in CHECKS} == set(PLANTED)


@pytest.mark.parametrize(("name", "planted"), CASES, ids=[f"{name}-{planted.__name__}" for name, planted in CASES])
def test_a_planted_violation_is_found(name: str, planted: Planted) -> None:
    history, answers = planted()
    check = next(check for check in CHECKS if check.name == name)
    found = list(check.find(history, answers))
    assert found, f"{name} did not see it"
    assert all(_names_something(fault, history) for fault in found), found


def _names_something(fault: str, history: History) -> bool:
    """A violation says where to look: an aggregate's id, the place of a record, or what was asked."""
    ids = {id for _, id in history.first_occurrences}
    return any(place in fault for place in ("mentormesh.", "/v1/")) or not ids.isdisjoint(re.findall(r"[\w-]+", fault))
