import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.verify.asking import Answers
from cli.verify.checks import published
from mentormesh_contracts.feedback import GoalSet
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.network import network

CHECKS = (published.check_sequence, published.check_repeats, published.check_key, published.check_readable)


def found(told: Chronicle) -> list[str]:
    return [fault for check in CHECKS for fault in check(told.history(), Answers())]


def test_records_may_come_again_later() -> None:
    told = network()
    told.raws += told.raws[10:40]
    assert found(told) == []


def test_and_change_nothing_when_they_do() -> None:
    once, twice = network(), network()
    twice.raws += twice.raws[10:40]
    assert once.history().first_occurrences.keys() == twice.history().first_occurrences.keys()
    lives = zip(once.history().lives(GoalSet).items(), twice.history().lives(GoalSet).items(), strict=True)
    assert all(one == other for one, other in lives)


@given(st.permutations(range(4)))
def test_first_occurrences_in_another_order_are_found(order: list[int]) -> None:
    told = network()
    places = [number for number, raw in enumerate(told.raws) if raw.key == b"m1"][:4]
    records = [told.raws[place] for place in places]
    for place, number in zip(places, order, strict=True):
        told.raws[place] = records[number]
    assert bool(found(told)) is (order != sorted(order))


@pytest.mark.parametrize("lost", range(4))
def test_every_lost_record_but_the_last_of_its_aggregate_leaves_a_gap(lost: int) -> None:
    told = network()
    places = [number for number, raw in enumerate(told.raws) if raw.key == b"s1"]
    told.raws.pop(places[lost])
    assert bool(found(told)) is (lost < len(places) - 1)


def test_a_tombstone_is_no_event_and_no_fault() -> None:
    told = network()
    last = [number for number, raw in enumerate(told.raws) if raw.key == b"eve"][-1]
    told.alter(last, body=None)
    assert found(told) == []
