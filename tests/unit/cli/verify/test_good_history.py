import pytest

from cli.verify.asking import Answers, Check
from cli.verify.invariants import CHECKS
from tests.unit.cli.verify.network import network


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_network_in_which_all_went_well_breaks_nothing(check: Check) -> None:
    assert list(check.find(network().history("Rufus Jaral"), Answers())) == []
