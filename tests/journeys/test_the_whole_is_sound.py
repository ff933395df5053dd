"""After all that was done to the network: what its topics tell still holds together, by every rule of the verifier."""

from cli.verify.asking import Answers, nothing
from cli.verify.invariants import CHECKS
from tests.journeys.support.network import Network
from tests.journeys.support.streams import history

PLANTED = "readable"
"""Some records were malformed on purpose."""


def test_no_invariant_is_broken(network: Network) -> None:
    told = history(network)
    from_topics_alone = [check for check in CHECKS if check.asks is nothing and check.name != PLANTED]
    assert len(from_topics_alone) > 20
    assert [f"{check.name}: {fault}" for check in from_topics_alone for fault in check.find(told, Answers())] == []


def test_no_replica_met_anything_unforeseen(network: Network) -> None:
    assert not network.complaints()
