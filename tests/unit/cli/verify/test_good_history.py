import pytest

from cli.verify.asking import Check
from cli.verify.invariants import CHECKS
from tests.unit.cli.verify.mirror import mirror
from tests.unit.cli.verify.network import network


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_network_in_which_all_went_well_breaks_nothing(check: Check) -> None:
    history = network().history("Rufus Jaral")
    assert list(check.find(history, mirror(history))) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_says_what_it_holds(check: Check) -> None:
    assert (check.find.__doc__ or "").strip().endswith(".")
