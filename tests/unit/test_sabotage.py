"""The catalogue of sabotage is as old as the code: each text that is to be broken is there, once."""

from pathlib import Path

import pytest

from tests.sabotage.catalogue import SABOTAGES
from tests.sabotage.sabotage import Sabotage

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda sabotage: sabotage.name)
def test_it_finds_what_it_breaks_and_the_result_is_a_program(sabotage: Sabotage) -> None:
    compile(sabotage.broken(CHECKOUT), sabotage.file, "exec")


def test_names_are_names_of_one() -> None:
    assert len({sabotage.name for sabotage in SABOTAGES}) == len(SABOTAGES) >= 20
