"""Settings that cost something are named, with what they cost and what to set."""

from typing import Any

import pytest

from services.chassis.doctor.finding import Severity
from services.chassis.doctor.on_settings import on_settings
from services.chassis.settings import load_settings

WHOLE = {"redis_url": "redis://127.0.0.1:6379"}


def named(**told: Any) -> dict[str, Severity]:
    return {finding.what: finding.severity for finding in on_settings(load_settings(**WHOLE | told))}


def test_the_usual_ones_cost_nothing() -> None:
    assert named() == {"what they may cost": Severity.FINE}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sandbox", True),
        ("kafka_forgetful", True),
        ("kafka_idempotence", False),
        ("bad_share", 1),
        ("redis_url", None),
        ("outbox_keep_days", 1),
        ("answers_keep_hours", 2),
        ("dead_letters_keep_days", 3),
    ],
)
def test_each_that_costs_something_is_named(name: str, value: Any) -> None:
    assert named(**{name: value}) == {f"MENTORMESH_{name.upper()}": Severity.WARNING}


@pytest.mark.parametrize(
    ("url", "is_worth_a_word"),
    [("127.0.0.1:9092", False), ("localhost:9092", False), ("kafka-1:9092,kafka-2:9092", True)],
)
def test_only_what_goes_over_a_network_can_be_listened_to(url: str, is_worth_a_word: bool) -> None:
    assert ("MENTORMESH_KAFKA_SECURITY_PROTOCOL" in named(kafka_url=url)) is is_worth_a_word
