"""Sessions, and what is said of them afterwards."""

from tests.journeys.support.acts import answer, begun, hold, plan, rate, set_goal
from tests.journeys.wall.givens.mentorships import mentorship
from tests.journeys.wall.givens.times import spoken
from tests.journeys.wall.home import Given, Home


def session(home: Home) -> Given:
    """One that is booked."""
    ids = mentorship(home).ids
    id = plan(home.alder, ids["mentorship_id"], home.later())["id"]
    return home.alders(**{**ids, "session_id": id, "later": spoken(home)})


def begun_session(home: Home) -> Given:
    """One of which nobody said yet who came."""
    ids = mentorship(home).ids
    return home.alders(**ids, session_id=begun(home.alder, ids["mentorship_id"]))


def held_session(home: Home) -> Given:
    """One to which both came."""
    ids = mentorship(home).ids
    return home.alders(**ids, session_id=hold(home.alder, ids["mentorship_id"], [ids["mentor_id"], ids["mentee_id"]]))


def goal_and_session(home: Home) -> Given:
    """An open goal, and a session in which it may have been worked on."""
    ids = held_session(home).ids
    return home.alders(**ids, goal_id=set_goal(home.alder, ids["mentorship_id"]))


def answers(home: Home) -> Given:
    """Both have answered about a session, the mentee with a word in confidence; two goals as well."""
    ids = held_session(home).ids
    for sought in ("knowledge_transfer", "network_building"):
        set_goal(home.alder, ids["mentorship_id"], sought)
    comment = home.network.watch.word(home.alder.id)
    answer(home.alder, ids["session_id"], ids["mentor_id"])
    given = rate(home.alder, ids["session_id"], ids["mentee_id"], comment=f"Between us: {comment}")
    return home.alders(**ids, feedback_id=given["id"])


def rated_mentor(home: Home) -> Given:
    """A mentor whom somebody rated."""
    ids = home.given(answers, fresh=False).ids
    return home.alders(person_id=ids["mentor_id"])
