"""Answers that lose something, count it twice, or show what is not to be seen."""

from typing import Any

from cli.verify.asking import Answer, Ask
from tests.unit.cli.verify.planted.plant import Given, in_answer, in_list, shows

PROGRESS: dict[str, Any] = {
    "sessions_held": 2,
    "sessions_missed": 1,
    "goals": {"reached": 1},
    "introductions": 1,
    "problems_solved": 1,
}
REFUSED = Answer(500, {"type": "about:blank"})


def listed(given: Given, viewer: str, path: str) -> list[dict[str, Any]]:
    return given[Ask(viewer, path, whole_list=True)].items


@shows("listed")
def a_mentorship_is_lost(given: Given) -> None:
    listed(given, "south", "/v1/mentorships").pop()


@shows("listed")
def a_status_that_was_not_heard(given: Given) -> None:
    in_list(given, "north", "/v1/sessions", "s1", status="booked")


@shows("listed")
def an_attribute_that_was_not_kept(given: Given) -> None:
    in_list(given, "south", "/v1/people", "bo", places_offered=7)


@shows("listed")
def a_list_that_cannot_be_read(given: Given) -> None:
    given[Ask("north", "/v1/goals", whole_list=True)] = REFUSED


@shows("listed_is_told")
def accepted_and_never_published(given: Given) -> None:
    in_list(given, "south", "/v1/feedback", "f1", id="f9")


@shows("listed_is_own")
def a_partner_s_person_on_one_s_list(given: Given) -> None:
    in_list(given, "south", "/v1/people", "bo", id="ada")


@shows("listed_is_own")
def another_organisation_s_session(given: Given) -> None:
    listed(given, "east", "/v1/sessions").append({"id": "s1"})


@shows("reports")
def a_session_counted_twice(given: Given) -> None:
    in_answer(given, "north", "/v1/reports", progress={**PROGRESS, "sessions_held": 3})


@shows("reports")
def a_goal_that_was_not_counted(given: Given) -> None:
    in_answer(given, "north", "/v1/reports", progress={**PROGRESS, "goals": {"set": 1}})


@shows("reports")
def a_mentorship_that_was_not_heard_of(given: Given) -> None:
    in_answer(given, "south", "/v1/reports", mentorships={"active": 2})


@shows("reports")
def no_report(given: Given) -> None:
    given[Ask("south", "/v1/reports")] = REFUSED


@shows("places_answered")
def a_place_that_was_never_given_back(given: Given) -> None:
    in_list(given, "north", "/v1/places/mentors", "ada", used=2)


@shows("places_answered")
def a_quota_that_is_used_up_too_soon(given: Given) -> None:
    listed(given, "south", "/v1/places/agreements")[0].update(used=3)


@shows("places_answered")
def another_quota(given: Given) -> None:
    listed(given, "south", "/v1/places/agreements")[0].update(quota=9)


@shows("known_to_feedback")
def a_mentorship_that_feedback_never_heard_of(given: Given) -> None:
    given[Ask("north", "/v1/mentorships/m4/health")] = Answer(404)


@shows("known_to_feedback")
def a_missed_session_counted_twice(given: Given) -> None:
    in_answer(given, "north", "/v1/mentorships/m1/health", sessions_missed=2)


@shows("known_to_feedback")
def an_end_that_feedback_never_heard_of(given: Given) -> None:
    in_answer(given, "south", "/v1/mentorships/m3/health", status="active")


@shows("known_to_scheduling")
def a_mentorship_that_scheduling_never_heard_of(given: Given) -> None:
    given[Ask("south", "/v1/people/noa/calendar")] = Answer(404)


@shows("strangers")
def a_person_who_is_nobody_s_business(given: Given) -> None:
    in_answer(given, "east", "/v1/people/ada", id="ada")


@shows("strangers")
def told_that_it_is_forbidden(given: Given) -> None:
    given[Ask("east", "/v1/mentorships/m1/report")] = Answer(403, {})


@shows("strangers")
def a_partner_s_answers(given: Given) -> None:
    in_answer(given, "north", "/v1/feedback/f1", id="f1")


@shows("strangers")
def an_agreement_of_two_others(given: Given) -> None:
    in_answer(given, "east", "/v1/agreements/a1", id="a1")


@shows("strangers")
def a_programme_that_is_not_shared(given: Given) -> None:
    in_answer(given, "east", "/v1/programmes/peer/enrolments", items=[])


@shows("shared_programmes")
def a_programme_in_the_wrong_directory(given: Given) -> None:
    listed(given, "east", "/v1/programmes").append({"id": "peer"})


@shows("partner_sight")
def a_name_without_consent(given: Given) -> None:
    in_answer(given, "south", "/v1/people/ada", name="Ada")


@shows("partner_sight")
def a_reporting_line(given: Given) -> None:
    in_answer(given, "north", "/v1/people/bo", reporting_line=["x"])


@shows("partner_sight")
def a_partner_who_cannot_be_seen(given: Given) -> None:
    given[Ask("north", "/v1/people/pia")] = Answer(404)


@shows("partner_sight")
def a_name_that_is_kept_back(given: Given) -> None:
    in_answer(given, "south", "/v1/people/noa", name=None)


@shows("recommendations")
def a_mentor_who_is_not_shared(given: Given) -> None:
    path = "/v1/programmes/informal/recommendations?mentee_id=cy"
    in_answer(given, "south", path, items=[{"person_id": "eve"}])


@shows("recommendations")
def a_name_among_recommendations(given: Given) -> None:
    path = "/v1/programmes/informal/recommendations?mentee_id=cy"
    in_answer(given, "south", path, items=[{"person_id": "ada", "name": "Ada"}])


@shows("confidences")
def free_text_without_the_scope(given: Given) -> None:
    in_answer(given, "south", "/v1/feedback/f1/comment", comment="It was good.")


@shows("confidences")
def a_partner_s_scores(given: Given) -> None:
    in_answer(given, "south", "/v1/people/ada/scores", raters=1)


@shows("partner_answers")
def the_answers_of_one_person(given: Given) -> None:
    summary = {"role": "mentee", "summary": {"answers": 1}}
    in_answer(given, "north", "/v1/mentorships/m1/report", partner_answers=[summary])


@shows("listed")
def an_organisation_that_the_operator_does_not_see(given: Given) -> None:
    listed(given, "operator", "/v1/organisations").pop()


@shows("listed_is_told")
def a_key_that_was_never_told_of(given: Given) -> None:
    listed(given, "operator", "/v1/credentials").append({"id": "k9"})


@shows("cycles_listed")
def a_cycle_that_runs_for_ever(given: Given) -> None:
    in_list(given, "south", "/v1/programmes/formal/cycles", "c1", status="running")


@shows("cycles_listed")
def a_cycle_that_is_lost(given: Given) -> None:
    listed(given, "north", "/v1/programmes/formal/cycles").clear()


@shows("enrolments_listed")
def an_enrolment_that_is_lost(given: Given) -> None:
    in_list(given, "north", "/v1/programmes/group/enrolments", "nia", enrolments=[])


@shows("enrolments_listed")
def a_match_that_was_never_given_free(given: Given) -> None:
    bo = {"person_id": "bo", "role": "mentee", "mentorship_id": "m3"}
    in_list(given, "south", "/v1/programmes/group/enrolments", "bo", enrolments=[bo])


@shows("enrolments_listed")
def enrolments_that_cannot_be_read(given: Given) -> None:
    given[Ask("south", "/v1/programmes/peer/enrolments", whole_list=True)] = REFUSED


@shows("risks_listed")
def a_risk_that_nobody_told_of(given: Given) -> None:
    listed(given, "north", "/v1/risks").append({"mentorship_id": "m4"})


@shows("risks_listed")
def risks_that_cannot_be_read(given: Given) -> None:
    given[Ask("south", "/v1/risks", whole_list=True)] = REFUSED


@shows("scores_shown")
def a_rating_counted_twice(given: Given) -> None:
    in_answer(given, "north", "/v1/people/ada/scores", raters=2)


@shows("scores_shown")
def scores_that_are_lost(given: Given) -> None:
    given[Ask("north", "/v1/people/ada/scores")] = Answer(404)
