"""Two people, from a proposal to goals."""

from functools import partial

from tests.journeys.support.acts import accept, enrol, open_programme, request, set_goal
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.givens.times import spoken
from tests.journeys.wall.home import Given, Home


def pair(home: Home) -> Given:
    """Two people and a programme in which they are not enrolled."""
    mentor_id, mentee_id = home.pair()
    return home.alders(programme_id=open_programme(home.alder), mentor_id=mentor_id, mentee_id=mentee_id)


def enrolled_pair(home: Home) -> Given:
    """Two people who could meet."""
    mentor_id, mentee_id = home.pair()
    return home.alders(programme_id=home.own, mentor_id=mentor_id, mentee_id=mentee_id)


def proposal(home: Home) -> Given:
    """A mentorship that waits for its mentor."""
    mentor_id, mentee_id = home.pair()
    id = request(home.alder, home.own, mentee_id, mentor_id)["id"]
    ids = {"mentorship_id": id, "mentor_id": mentor_id, "mentee_id": mentee_id, "person_id": mentor_id}
    return home.alders(programme_id=home.own, **ids)


def mentorship(home: Home) -> Given:
    """An active one."""
    ids = proposal(home).ids
    accept(home.alder, ids["mentorship_id"], ids["mentor_id"])
    return home.alders(**ids, later=spoken(home))


def paused(home: Home) -> Given:
    """One that is interrupted."""
    ids = mentorship(home).ids
    home.alder.post(f"/v1/mentorships/{ids['mentorship_id']}/pause")
    return home.alders(**ids)


def mentorship_for_both(home: Home) -> Given:
    """An active informal one, and a formal programme in which its two are enrolled."""
    ids = mentorship(home).ids
    formal = open_programme(home.alder, "formal")
    for role in ("mentor", "mentee"):
        enrol(home.alder, formal, role, ids[f"{role}_id"])
    return home.alders(**ids, formal_programme_id=formal)


def goal(home: Home) -> Given:
    """One that is open."""
    ids = mentorship(home).ids
    return home.alders(**ids, goal_id=set_goal(home.alder, ids["mentorship_id"]))


def risks(home: Home) -> Given:
    """Two mentorships that should have met within a day, which is over for feedback."""
    hasty = open_programme(home.alder, structure={"cadence_days": 1})
    for _ in range(2):
        mentor_id, mentee_id = home.pair()
        enrol(home.alder, hasty, "mentor", mentor_id)
        enrol(home.alder, hasty, "mentee", mentee_id)
        accept(home.alder, request(home.alder, hasty, mentee_id, mentor_id)["id"], mentor_id)
    known = partial(home.alder.get, "/v1/reports", programme_id=hasty)
    eventually(lambda: known()["mentorships"].get("active") == 2)
    home.network.operator.post("/v1/operations/feedback/clock/advance", {"seconds": 2 * 86_400})
    eventually(lambda: known()["at_risk"] == 2)
    return home.alders(programme_id=hasty)
