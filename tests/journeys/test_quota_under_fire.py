"""The places of an agreement, wanted by many at once on both replicas."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.support.at_once import at_once
from tests.journeys.support.chance import FEW
from tests.journeys.support.crowds import Crowd
from tests.journeys.support.network import Network
from tests.journeys.support.streams import faults, history

USED_UP = (409, "quota-used-up")


def test_three_places_between_two_organisations_and_fifteen_who_ask_at_once(network: Network) -> None:
    crowd = Crowd.of(network, mentees=15, mentors=5, places=5, quota=3)
    proposed, refused = crowd.all_ask(*crowd.mentees)
    assert (len(proposed), refused) == (3, [USED_UP] * 12)
    assert used(crowd) == 3
    at_once([partial(crowd.asking.ask, "POST", f"/v1/mentorships/{id}/decline", {}) for id in proposed[:2]])
    assert used(crowd) == 1
    others = [each for each in crowd.mentees if not matched(crowd, each)]
    again, refused = crowd.all_ask(*others)
    assert (len(again), set(refused)) == (2, {USED_UP})
    assert used(crowd) == 3
    assert not faults(history(network), "quota")


@FEW
@given(quota=st.integers(0, 4), mentees=st.integers(1, 8), mentors=st.integers(1, 3))
def test_whatever_the_quota_it_holds(network: Network, quota: int, mentees: int, mentors: int) -> None:
    crowd = Crowd.of(network, mentees=mentees, mentors=mentors, places=9, quota=quota)
    proposed, refused = crowd.all_ask(*crowd.mentees)
    assert len(proposed) == min(quota, mentees)
    assert set(refused) <= {USED_UP}
    assert used(crowd) == len(proposed)
    assert set(crowd.used()) == set(crowd.mentors)
    assert sum(crowd.used().values()) == len(proposed)


def used(crowd: Crowd) -> int:
    """Places in use of what the giving organisation gives, as both parties see it."""
    counted = [
        {each["giver"]: each["used"] for each in party.all("/v1/places/agreements")}
        for party in (crowd.giving, crowd.asking)
    ]
    assert counted[0] == counted[1]
    return int(counted[0][crowd.giving.id])


def matched(crowd: Crowd, mentee_id: str) -> bool:
    """Whether the mentee has, or had, a mentorship."""
    return bool(crowd.asking.get("/v1/mentorships", person_id=mentee_id)["items"])
