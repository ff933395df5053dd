"""What is no violation though it looks like one; what is one is planted."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.verify.asking import Answers
from cli.verify.checks import capacity
from cli.verify.history import History
from cli.verify.holding import Holding, takes
from cli.verify.tolerance import LAG, SKEW
from mentormesh_contracts.mentorships import MentorshipEnded, MentorshipProposed
from mentormesh_contracts.people import PersonChanged
from mentormesh_contracts.vocabulary import MentorshipStatus
from tests.unit.cli.verify.chronicle import MINUTE, START, Chronicle
from tests.unit.cli.verify.facts import MENTEE, MENTOR, member, mentorship
from tests.unit.cli.verify.network import network

SECOND = timedelta(seconds=1)
Find = Callable[[History, Answers], Iterable[str]]
CHECKS = (capacity.check_places, capacity.check_one_match, capacity.check_quota, capacity.check_places_told)


def found(told: Chronicle) -> list[str]:
    return [fault for check in CHECKS for fault in check(told.history(), Answers())]


def offers(told: Chronicle, places: int) -> Chronicle:
    return told.change(PersonChanged, "ada", {"places_offered": places}, changed=("places_offered",))


def another(told: Chronicle, id: str = "m9", mentee: str = "nia") -> Chronicle:
    return told.tell(
        MentorshipProposed(after=mentorship(id, "informal", member("ada", MENTOR), member(mentee, MENTEE)))
    )


def ends(told: Chronicle, id: str) -> Chronicle:
    return told.change(MentorshipEnded, id, {"status": MentorshipStatus.ENDED})


def test_an_offer_may_shrink_below_what_is_in_use() -> None:
    assert found(offers(network(), 0)) == []


def test_a_place_that_was_given_back_may_be_taken_again() -> None:
    told = offers(network(), 1)
    assert found(another(ends(told, "m1"))) == []


@pytest.mark.parametrize(("later", "broken"), [(SKEW - SECOND, False), (SKEW + SECOND, True)])
def test_a_place_that_is_given_back_at_about_the_same_time_is_free(later: timedelta, broken: bool) -> None:
    told = another(offers(network(), 1))
    told.now += later - MINUTE
    assert bool(found(ends(told, "m1"))) is broken


@pytest.mark.parametrize(("later", "broken"), [(LAG - SECOND, False), (LAG + SECOND, True)])
def test_matching_may_not_have_heard_yet_that_the_offer_shrank(later: timedelta, broken: bool) -> None:
    told = offers(network(), 1)
    told.now += later - MINUTE
    assert bool(found(another(told))) is broken


def test_a_group_that_becomes_smaller_gives_its_place_of_the_agreement_back() -> None:
    given = takes(capacity.agreement_places(network().history()))
    assert [take.places for take in given if take.holding.holder == ("a1", "north")] == [1, 2, 3, 2]


moments = st.integers(0, 60)
spans = st.lists(st.tuples(moments, st.integers(1, 60)), max_size=12)


@given(spans)
def test_as_much_is_held_at_once_as_counting_by_hand_gives(drawn: list[tuple[int, int]]) -> None:
    holdings = [
        Holding("ada", f"m{number}", 1, START + start * MINUTE, START + (start + length) * MINUTE)
        for number, (start, length) in enumerate(drawn)
    ]
    by_hand = [sum(start <= at < start + length for start, length in drawn) for at, _ in drawn]
    assert max((take.places for take in takes(holdings)), default=0) == max(by_hand, default=0)
