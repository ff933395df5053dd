"""Events out of their place, and effects that came twice."""

from dataclasses import replace
from typing import Any

from mentormesh_contracts.feedback import (
    FeedbackGiven,
    GoalReached,
    GoalSet,
    GoalWorkedOn,
    Introduction,
    IntroductionMade,
    MentorshipGoal,
    RiskOpened,
    ScoresChanged,
)
from mentormesh_contracts.mentorships import (
    MentorshipAccepted,
    MentorshipPaused,
    MentorshipStarted,
    MentorshipTakenIntoProgramme,
)
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from mentormesh_contracts.programmes import ParticipantEnrolled
from mentormesh_contracts.sessions import SessionBooked, SessionMissed
from mentormesh_contracts.vocabulary import Goal, GoalStatus, MentorshipStatus, RiskReason, SessionStatus
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.facts import DAY, MENTEE, answered, participant, scores, session
from tests.unit.cli.verify.planted.plant import breaks, in_body


@breaks("readable")
def no_json(told: Chronicle) -> object:
    return told.add(replace(told.raws[0], body=b"{"))


@breaks("readable")
def a_type_that_nobody_knows(told: Chronicle) -> object:
    return told.alter(0, headers={"ce_type": "mentormesh.organisation.renamed.v1"})


@breaks("sequence")
def lost_in_the_middle(told: Chronicle) -> object:
    return told.raws.pop(told.of(MentorshipAccepted, "m1")[0])


@breaks("sequence")
def overtaken(told: Chronicle) -> object:
    first, second = told.of(MentorshipAccepted, "m1")
    told.raws[first], told.raws[second] = told.raws[second], told.raws[first]
    return told


@breaks("repeats")
def told_again_otherwise(told: Chronicle) -> object:
    told.raws.append(told.raws[told.of(MentorshipStarted, "m1")[0]])
    return in_body(told, -1, b'"cadence_days":21', b'"cadence_days":14')


@breaks("key")
def another_key(told: Chronicle) -> object:
    return told.alter(told.of(GoalSet, "g1")[0], key=b"m1")


@breaks("key")
def another_partition(told: Chronicle) -> object:
    place = told.of(GoalReached, "g1")[0]
    return told.alter(place, partition=told.raws[place].partition + 1)


@breaks("topic")
def on_another_topic(told: Chronicle) -> object:
    return told.alter(told.of(GoalSet, "g1")[0], topic="mentormesh.sessions.v1")


@breaks("topic")
def told_by_another_service(told: Chronicle) -> object:
    return told.alter(told.of(GoalSet, "g1")[0], headers={"ce_source": "/mentormesh/matching"})


@breaks("one_kind")
def one_id_for_two_things(told: Chronicle) -> object:
    goal = MentorshipGoal(
        id="f1", mentorship_id="m1", goal=Goal.PROBLEM_SOLVING, status=GoalStatus.SET, set_at=told.now
    )
    return told.tell(GoalSet(after=goal))


@breaks("once")
def started_twice(told: Chronicle) -> object:
    return told.change(MentorshipStarted, "m1")


@breaks("once")
def registered_twice(told: Chronicle) -> object:
    return told.change(PersonRegistered, "bo")


@breaks("once")
def held_and_missed(told: Chronicle) -> object:
    return told.change(SessionMissed, "s1", {"status": SessionStatus.MISSED})


@breaks("event_ids")
def an_event_id_twice(told: Chronicle) -> object:
    return told.tell(MentorshipPaused(after=told.state(MentorshipPaused, "m1")), id="e1")


@breaks("caused_once")
def a_reaction_twice(told: Chronicle) -> object:
    paused = told.state(MentorshipPaused, "m1").model_copy(update={"status": MentorshipStatus.PAUSED})
    return told.tell(MentorshipPaused(after=paused), MentorshipPaused(after=paused), causation_id="e7")


@breaks("requested_once")
def a_request_that_was_carried_out_twice(told: Chronicle) -> object:
    request: dict[str, Any] = {"correlation_id": "r1", "accepted_time": told.now}
    told.tell(IntroductionMade(after=Introduction(id="i8", mentorship_id="m1", made_at=told.now)), **request)
    return told.tell(IntroductionMade(after=Introduction(id="i9", mentorship_id="m1", made_at=told.now)), **request)


@breaks("feedback_once")
def answered_twice(told: Chronicle) -> object:
    return told.tell(FeedbackGiven(after=answered("f9", "bo", MENTEE)))


@breaks("goals_counted")
def a_session_counted_twice(told: Chronicle) -> object:
    return told.change(GoalWorkedOn, "g1", {"times_worked_on": 2}, session_id="s1")


@breaks("goals_counted")
def counted_without_a_session(told: Chronicle) -> object:
    return told.change(GoalReached, "g1", {"times_worked_on": 2})


@breaks("enrolled_once")
def enrolled_twice(told: Chronicle) -> object:
    both = participant("nia", ("group", MENTEE), ("group", MENTEE))
    return told.tell(ParticipantEnrolled(programme_id="group", after=both))


@breaks("enrolled_once")
def an_enrolment_told_twice(told: Chronicle) -> object:
    return told.change(ParticipantEnrolled, "nia", programme_id="group")


@breaks("something_changed")
def taken_into_the_same_programme_twice(told: Chronicle) -> object:
    return told.change(MentorshipTakenIntoProgramme, "m1", from_programme_id="informal")


@breaks("something_changed")
def a_change_told_twice(told: Chronicle) -> object:
    return told.change(PersonChanged, "eve", changed=("languages",))


@breaks("raters")
def more_raters_than_answers(told: Chronicle) -> object:
    return told.tell(ScoresChanged(after=scores(2)))


@breaks("raters")
def one_answer_that_changed_the_scores_twice(told: Chronicle) -> object:
    return told.tell(ScoresChanged(after=scores(1)))


@breaks("raters")
def more_raters_of_one_quality(told: Chronicle) -> object:
    return told.tell(ScoresChanged(after=scores(2).model_copy(update={"raters": 1})))


@breaks("health_counts")
def a_held_session_counted_twice(told: Chronicle) -> object:
    health = told.state(RiskOpened, "m1").model_copy(update={"sessions_held": 3})
    return told.tell(RiskOpened(reason=RiskReason.NO_SESSION, after=health))


@breaks("transitions")
def from_completed_to_paused(told: Chronicle) -> object:
    return told.change(MentorshipPaused, "m3", {"status": MentorshipStatus.PAUSED})


@breaks("transitions")
def an_event_that_says_otherwise(told: Chronicle) -> object:
    return told.change(MentorshipPaused, "m1", {"status": MentorshipStatus.COMPLETED})


@breaks("transitions")
def a_session_that_begins_as_missed(told: Chronicle) -> object:
    return told.tell(SessionMissed(after=session("s9", DAY, status=SessionStatus.MISSED)))


@breaks("transitions")
def booked_again_after_it_was_held(told: Chronicle) -> object:
    return told.change(SessionBooked, "s1", {"status": SessionStatus.BOOKED})
