"""Sessions, answers and goals that should not be."""

from mentormesh_contracts.feedback import FeedbackGiven, GoalSet, Introduction, IntroductionMade, MentorshipGoal
from mentormesh_contracts.mentorships import MentorshipPaused
from mentormesh_contracts.sessions import Attendee, Period, SessionBooked, SessionHeld, SessionRescheduled
from mentormesh_contracts.vocabulary import Goal, GoalStatus, MentorshipStatus, SessionStatus
from tests.unit.cli.verify.chronicle import MINUTE, START, Chronicle
from tests.unit.cli.verify.facts import DAY, HOME, HOUR, MENTEE, SOUTH, answered, session
from tests.unit.cli.verify.planted.plant import breaks

LATER = 60 * DAY


@breaks("double_booking")
def booked_over_a_booked_session(told: Chronicle) -> object:
    told.tell(SessionBooked(after=session("s8", LATER)))
    return told.tell(SessionBooked(after=session("s9", LATER + HOUR - MINUTE)))


@breaks("double_booking")
def booked_over_a_session_that_was_held(told: Chronicle) -> object:
    return told.tell(SessionBooked(after=session("s9", 2 * DAY + MINUTE)))


@breaks("double_booking")
def moved_over_a_booked_session(told: Chronicle) -> object:
    told.tell(SessionBooked(after=session("s8", LATER)), SessionBooked(after=session("s9", LATER + DAY)))
    moved = {"start": START + LATER - MINUTE, "end": START + LATER + MINUTE}
    return told.change(
        SessionRescheduled, "s9", moved, previous=Period(start=START + LATER + DAY, end=START + LATER + DAY + HOUR)
    )


@breaks("session_grounds")
def planned_while_it_is_paused(told: Chronicle) -> object:
    told.change(MentorshipPaused, "m1", {"status": MentorshipStatus.PAUSED})
    return told.tell(SessionBooked(after=session("s9", LATER)))


@breaks("session_grounds")
def planned_before_anybody_agreed(told: Chronicle) -> object:
    return told.tell(SessionBooked(after=session("s9", LATER, mentorship_id="m2")))


@breaks("session_grounds")
def with_somebody_else(told: Chronicle) -> object:
    cy = Attendee(person_id="cy", organisation_id=SOUTH)
    return told.tell(SessionBooked(after=session("s9", LATER, attendees=(cy,))))


@breaks("held_after_begin")
def held_before_its_time(told: Chronicle) -> object:
    told.tell(SessionBooked(after=session("s9", LATER)))
    return told.change(SessionHeld, "s9", {"status": SessionStatus.HELD})


@breaks("held_after_begin")
def held_alone(told: Chronicle) -> object:
    told.tell(SessionBooked(after=session("s9", DAY)))
    came = tuple(Attendee(person_id=id, organisation_id=HOME[id], attended=id == "bo") for id in ("ada", "bo"))
    return told.change(SessionHeld, "s9", {"status": SessionStatus.HELD, "attendees": came})


@breaks("feedback_grounds")
def about_a_session_that_was_missed(told: Chronicle) -> object:
    return told.tell(FeedbackGiven(after=answered("f9", "bo", MENTEE, session_id="s2")))


@breaks("feedback_grounds")
def by_somebody_who_was_not_there(told: Chronicle) -> object:
    return told.tell(FeedbackGiven(after=answered("f9", "cy", MENTEE)))


@breaks("started_before")
def a_goal_of_a_proposal(told: Chronicle) -> object:
    goal = MentorshipGoal(
        id="g9", mentorship_id="m2", goal=Goal.PROBLEM_SOLVING, status=GoalStatus.SET, set_at=told.now
    )
    return told.tell(GoalSet(after=goal))


@breaks("started_before")
def an_introduction_in_a_proposal(told: Chronicle) -> object:
    return told.tell(IntroductionMade(after=Introduction(id="i9", mentorship_id="m2", made_at=told.now)))
