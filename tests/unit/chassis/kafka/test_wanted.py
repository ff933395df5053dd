from mentormesh_contracts.people import PersonErased, PersonLeft, PersonRegistered
from services.chassis.kafka.wanted import Wanted

PEOPLE = "mentormesh.people.v1"


def test_who_does_not_follow_a_topic_wants_only_the_ends_of_its_streams() -> None:
    registered, left, ended = (
        [("ce_type", event.TYPE.encode())] for event in (PersonRegistered, PersonLeft, PersonErased)
    )
    follower, other = Wanted([PersonRegistered, PersonErased]), Wanted([PersonErased])
    assert [follower(PEOPLE, headers) for headers in (registered, left, ended, [])] == [True] * 4
    assert [other(PEOPLE, headers) for headers in (registered, left, ended, [])] == [False, False, True, False]
