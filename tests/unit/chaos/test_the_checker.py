"""Where all is well the checker is content, and whatever is planted turns it red."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from cli.verify.record import Raw
from tests.chaos.checking.found import Kind
from tests.chaos.checking.tables import MENTORSHIPS, PEOPLE
from tests.chaos.load.ledger import Entry
from tests.unit.chaos.given import REQUEST, Given, given

Plant = Callable[[Given], object]


def test_a_sound_network_is_sound() -> None:
    assert given().found() == []


def an_event_was_never_published(it: Given) -> None:
    it.raws.remove(_of(it, PEOPLE, "zoe"))


def a_middle_event_is_missing(it: Given) -> None:
    it.raws.remove(_all_of(it, MENTORSHIPS, "m1")[1])


def an_event_comes_before_an_earlier_one(it: Given) -> None:
    one, other = (it.raws.index(each) for each in _all_of(it, MENTORSHIPS, "m1")[:2])
    it.raws[one], it.raws[other] = it.raws[other], it.raws[one]


def a_request_had_its_effect_twice(it: Given) -> None:
    raw = _of(it, PEOPLE, "zoe")
    headers = tuple((name, {"ce_id": b"again", "ce_sequence": b"2"}.get(name, value)) for name, value in raw.headers)
    it.raws.append(replace(raw, headers=headers))


def a_request_had_no_effect(it: Given) -> None:
    it.entries.append(Entry("chaos-1-2", "goals", 201, None, (("goal.set", "nowhere"),)))


def a_roster_had_half_of_its_effects(it: Given) -> None:
    it.entries.append(Entry("chaos-1-2", "import", 200, None, counts=(("person.registered", 2),)))


def a_roster_had_more_than_its_effects(it: Given) -> None:
    it.entries[0] = replace(it.entries[0], counts=(("person.registered", 0),))


def a_refused_request_had_an_effect(it: Given) -> None:
    it.entries[0] = Entry(REQUEST, "register", 409, "external-id-taken")


def an_event_was_never_committed(it: Given) -> None:
    it.databases["profile"]["outbox"].pop()


def a_row_was_never_published(it: Given) -> None:
    it.databases["profile"]["outbox"].append({**it.one("profile", "outbox"), "_id": "never"})


def a_row_still_waits(it: Given) -> None:
    it.one("feedback", "outbox")["pending"] = True


def a_record_is_not_what_was_committed(it: Given) -> None:
    it.one("feedback", "outbox")["body"] = b"{}"


def a_source_is_ahead_of_its_topic(it: Given) -> None:
    it.one("matching", "aggregates")["sequence"] += 1


def a_source_has_forgotten(it: Given) -> None:
    it.one("matching", "aggregates")["sequence"] -= 1


def a_listener_has_missed_an_event(it: Given) -> None:
    it.one("matching", "seen")["n"] -= 1


def a_listener_has_heard_of_nothing(it: Given) -> None:
    it.databases["feedback"]["seen"].pop()


def a_key_is_still_parked(it: Given) -> None:
    it.one("matching", "seen")["parked"] = 9


def a_record_is_still_parked(it: Given) -> None:
    it.databases["feedback"]["held"] = [{"_id": "x/1", "state": "parked", "why": "a gap"}]


def a_malformed_record_is_no_dead_letter(it: Given) -> None:
    it.databases["matching"]["held"] = []


def a_good_record_is_a_dead_letter(it: Given) -> None:
    it.databases["matching"]["held"].append({**it.one("matching", "held"), "_id": "other", "offset": 7})


def a_dead_letter_is_there_twice(it: Given) -> None:
    it.databases["matching"]["held"].append({**it.one("matching", "held"), "_id": "other"})


def nobody_knows_who_put_a_malformed_record(it: Given) -> None:
    it.malformed.clear()


def a_busy_time_is_lost(it: Given) -> None:
    it.change("scheduling", "calendars", "zoe", busy_times=[])


def a_busy_time_is_there_twice(it: Given) -> None:
    it.change("scheduling", "calendars", "zoe", busy_times=[{"id": "b1"}, {"id": "b1"}])


def a_busy_time_was_never_accepted(it: Given) -> None:
    it.busy_times.clear()


def a_person_is_as_declared_before(it: Given) -> None:
    it.people["north", "zoe"] = "a later mark"


def a_person_is_registered_twice(it: Given) -> None:
    it.databases["profile"]["persons"].append({**it.one("profile", "persons", "zoe"), "_id": "zoe again"})


def a_person_is_not_there(it: Given) -> None:
    it.drop("profile", "persons", "zoe")


def an_answer_was_another_one_the_second_time(it: Given) -> None:
    it.surprises.append("it was answered 201 first and 409 then")


def matching_knows_an_older_person(it: Given) -> None:
    participant = json.loads(it.one("matching", "participants", "zoe")["state"])
    it.change("matching", "participants", "zoe", person={**participant["person"], "places_offered": 77})


def matching_does_not_know_a_person(it: Given) -> None:
    it.drop("matching", "participants", "zoe")


def matching_has_old_scores(it: Given) -> None:
    it.change("matching", "participants", "ada", scores=[])


def a_place_was_never_given_back(it: Given) -> None:
    it.change("matching", "participants", "ada", mentoring=[{"mentorship_id": "m1"}, {"mentorship_id": "m2"}])


def a_place_was_not_taken(it: Given) -> None:
    it.change("matching", "participants", "ada", mentoring=[])


def matching_does_not_know_an_agreement(it: Given) -> None:
    it.change("matching", "ties", "tie", agreements=[])


def profile_shows_people_to_strangers(it: Given) -> None:
    it.databases["profile"]["acquaintances"].append({"_id": "m3", "state": json.dumps({"members": []})})


def profile_has_not_heard_that_it_began(it: Given) -> None:
    it.change("profile", "acquaintances", "m1", has_begun=False)


def profile_has_forgotten_an_agreement(it: Given) -> None:
    it.databases["profile"]["ties"].clear()


def scheduling_takes_it_for_active_still(it: Given) -> None:
    it.change("scheduling", "mentorships", "m3", status="active")


def scheduling_has_an_older_membership(it: Given) -> None:
    it.change("scheduling", "mentorships", "m1", members=[])


def a_session_is_not_on_its_agenda(it: Given) -> None:
    it.change("scheduling", "mentorships", "m1", agenda=["s9"])


def a_called_off_session_is_still_in_a_calendar(it: Given) -> None:
    it.change("scheduling", "calendars", "ada", bookings=[{"session_id": "s3", "start": "1", "end": "2"}])


def somebody_is_in_two_places(it: Given) -> None:
    bookings = [{"session_id": "s1", "start": "1", "end": "3"}, {"session_id": "s4", "start": "2", "end": "4"}]
    it.change("scheduling", "calendars", "ada", bookings=bookings)


def feedback_counted_a_session_twice(it: Given) -> None:
    it.change("feedback", "relationships", "m1", sessions_held=3)


def feedback_counted_a_missed_session_twice(it: Given) -> None:
    it.change("feedback", "relationships", "m1", sessions_missed=2)


def feedback_has_not_heard_of_the_end(it: Given) -> None:
    it.change("feedback", "relationships", "m3", status="active")


def feedback_does_not_know_a_session(it: Given) -> None:
    it.drop("feedback", "held_sessions", "s1")


def the_evidence_makes_no_sense(it: Given) -> None:
    it.one("feedback", "relationships")["state"] = "[]"


PLANTED: dict[Plant, Kind] = {
    an_event_was_never_published: Kind.LOST,
    a_middle_event_is_missing: Kind.LOST,
    an_event_comes_before_an_earlier_one: Kind.OUT_OF_ORDER,
    a_request_had_its_effect_twice: Kind.DOUBLED,
    a_request_had_no_effect: Kind.LOST,
    a_roster_had_half_of_its_effects: Kind.LOST,
    a_roster_had_more_than_its_effects: Kind.DOUBLED,
    a_refused_request_had_an_effect: Kind.BROKEN,
    an_event_was_never_committed: Kind.DOUBLED,
    a_row_was_never_published: Kind.LOST,
    a_row_still_waits: Kind.BROKEN,
    a_record_is_not_what_was_committed: Kind.BROKEN,
    a_source_is_ahead_of_its_topic: Kind.LOST,
    a_source_has_forgotten: Kind.BROKEN,
    a_listener_has_missed_an_event: Kind.LOST,
    a_listener_has_heard_of_nothing: Kind.LOST,
    a_key_is_still_parked: Kind.BROKEN,
    a_record_is_still_parked: Kind.BROKEN,
    a_malformed_record_is_no_dead_letter: Kind.LOST,
    a_good_record_is_a_dead_letter: Kind.BROKEN,
    a_dead_letter_is_there_twice: Kind.DOUBLED,
    nobody_knows_who_put_a_malformed_record: Kind.BROKEN,
    a_busy_time_is_lost: Kind.LOST,
    a_busy_time_is_there_twice: Kind.DOUBLED,
    a_busy_time_was_never_accepted: Kind.DOUBLED,
    a_person_is_as_declared_before: Kind.LOST,
    a_person_is_registered_twice: Kind.DOUBLED,
    a_person_is_not_there: Kind.LOST,
    an_answer_was_another_one_the_second_time: Kind.BROKEN,
    matching_knows_an_older_person: Kind.BROKEN,
    matching_does_not_know_a_person: Kind.LOST,
    matching_has_old_scores: Kind.BROKEN,
    a_place_was_never_given_back: Kind.BROKEN,
    a_place_was_not_taken: Kind.BROKEN,
    matching_does_not_know_an_agreement: Kind.LOST,
    profile_shows_people_to_strangers: Kind.BROKEN,
    profile_has_not_heard_that_it_began: Kind.BROKEN,
    profile_has_forgotten_an_agreement: Kind.LOST,
    scheduling_takes_it_for_active_still: Kind.BROKEN,
    scheduling_has_an_older_membership: Kind.BROKEN,
    a_session_is_not_on_its_agenda: Kind.BROKEN,
    a_called_off_session_is_still_in_a_calendar: Kind.BROKEN,
    somebody_is_in_two_places: Kind.DOUBLED,
    feedback_counted_a_session_twice: Kind.BROKEN,
    feedback_counted_a_missed_session_twice: Kind.BROKEN,
    feedback_has_not_heard_of_the_end: Kind.BROKEN,
    feedback_does_not_know_a_session: Kind.LOST,
    the_evidence_makes_no_sense: Kind.BROKEN,
}


@pytest.mark.parametrize(("plant", "kind"), PLANTED.items(), ids=[plant.__name__ for plant in PLANTED])
def test_what_is_planted_is_found(plant: Plant, kind: Kind) -> None:
    it = given()
    plant(it)
    assert kind in {found.kind for found in it.found()}


def _of(it: Given, topic: str, id: str) -> Raw:
    return _all_of(it, topic, id)[0]


def _all_of(it: Given, topic: str, id: str) -> list[Raw]:
    return [each for each in it.raws if each.topic == topic and each.key == id.encode()]
