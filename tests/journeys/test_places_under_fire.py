"""A mentor's places, wanted by many at once on both replicas."""

from functools import partial

import httpx
from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.support.at_once import at_once
from tests.journeys.support.chance import FEW
from tests.journeys.support.crowds import Crowd, sorted_out
from tests.journeys.support.network import Network
from tests.journeys.support.streams import faults, history, live_with
from tests.journeys.support.waiting import eventually

TAKEN = (409, "places-taken")
ANSWERED = (409, "answered-already")


def test_two_places_and_twenty_who_ask_at_once(network: Network) -> None:
    crowd = Crowd.of(network, mentees=20, places=2)
    (mentor,) = crowd.mentors
    proposed, refused = crowd.all_ask(*crowd.mentees)
    assert (len(proposed), refused) == (2, [TAKEN] * 18)

    accepts = [partial(accept_as_anybody, crowd, id) for id in proposed for _ in range(10)]
    accepted, late = sorted_out(at_once(accepts))
    assert (sorted(accepted), late) == (sorted(proposed), [ANSWERED] * 18)
    assert crowd.used() == {mentor: 2}
    eventually(lambda: live_with(history(network), mentor) == set(proposed))

    ended = at_once([partial(crowd.giving.ask, "POST", f"/v1/mentorships/{proposed[0]}/complete")] * 8)
    assert sorted(each.status_code for each in ended) == [200] + [409] * 7
    matched = {each["person_id"] for each in crowd.giving.get(f"/v1/mentorships/{proposed[1]}")["members"]}
    again, refused = crowd.all_ask(*(each for each in crowd.mentees if each not in matched))
    assert len(again) == 1
    assert crowd.used() == {mentor: 2}
    assert not faults(history(network), "places", "one_match")


@FEW
@given(places=st.integers(1, 4), mentees=st.integers(2, 8), leaving=st.integers(0, 3))
def test_places_are_as_many_as_offered_whoever_comes_and_goes(
    network: Network, places: int, mentees: int, leaving: int
) -> None:
    crowd = Crowd.of(network, mentees=mentees, places=places)
    (mentor,) = crowd.mentors
    proposed, _ = crowd.all_ask(*crowd.mentees)
    assert len(proposed) == min(places, mentees)
    declines = [partial(crowd.giving.ask, "POST", f"/v1/mentorships/{id}/decline", {}) for id in proposed[:leaving]]
    asks = [partial(crowd.ask, each, mentor) for each in crowd.mentees]
    at_once([*declines, *asks])
    live = [each["id"] for each in crowd.giving.all("/v1/mentorships", status="proposed")]
    assert crowd.used() == {mentor: len(live)}
    assert len(live) <= places
    eventually(lambda: live_with(history(network), mentor) == set(live))


def accept_as_anybody(crowd: Crowd, mentorship_id: str) -> httpx.Response:
    return crowd.giving.ask("POST", f"/v1/mentorships/{mentorship_id}/accept", {"person_id": crowd.mentors[0]})
