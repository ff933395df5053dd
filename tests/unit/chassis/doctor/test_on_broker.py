"""Topics are judged by the contracts' table, copies by what is lost with a broker."""

from dataclasses import replace
from typing import Any

import pytest

from mentormesh_contracts.topics import PEOPLE
from services.chassis.doctor.finding import Finding, Severity
from services.chassis.doctor.on_broker import BrokerFacts, TopicFacts, on_broker

SOUND = TopicFacts(PEOPLE, "people", PEOPLE.partitions, 3, 3, {**PEOPLE.configuration, "min.insync.replicas": "2"})


def judged(**other: Any) -> Finding:
    (finding,) = on_broker(BrokerFacts(3, (replace(SOUND, **other),)))
    return finding


def test_topics_as_they_should_be_are_fine() -> None:
    assert judged().severity is Severity.FINE


def test_one_that_is_missing_can_be_made() -> None:
    finding = judged(partitions=0, copies=0, in_sync=0, configuration={})
    assert (finding.severity, finding.what) == (Severity.BROKEN, "people")
    assert "topics create" in finding.advice


def test_with_other_partitions_the_order_of_keys_is_lost() -> None:
    finding = judged(partitions=8)
    assert finding.severity is Severity.BROKEN
    assert finding.found.startswith("8 partitions, not 16")


def test_whatever_else_is_kept_otherwise_is_named_with_what_it_should_be() -> None:
    finding = judged(configuration={**SOUND.configuration, "cleanup.policy": "delete"})
    assert (finding.severity, finding.found) == (Severity.WARNING, "cleanup.policy is delete, not compact")


def test_what_a_broker_does_not_tell_is_not_judged() -> None:
    assert judged(configuration={}).severity is Severity.FINE


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"copies": 1, "in_sync": 1}, "copies"),
        ({"in_sync": 2}, "people"),
        ({"configuration": {**SOUND.configuration, "min.insync.replicas": "1"}}, "min.insync.replicas"),
    ],
)
def test_what_is_lost_with_one_broker_is_worth_a_warning(other: dict[str, Any], what: str) -> None:
    finding = judged(**other)
    assert (finding.severity, finding.what) == (Severity.WARNING, what)
