"""What belongs to two organisations."""

from tests.journeys.support.acts import accept, approve, plan, request
from tests.journeys.wall.home import Given, Home


def shared_proposal(home: Home) -> Given:
    """A mentorship of Alder's mentor and Birch's mentee, for both coordinators to approve."""
    mentor_id, mentee_id = home.pair_across()
    id = request(home.birch, home.shared, mentee_id, mentor_id)["id"]
    return home.both(home.alder, mentorship_id=id, mentor_id=mentor_id, mentee_id=mentee_id)


def shared_mentorship(home: Home) -> Given:
    """The same, active."""
    ids = shared_proposal(home).ids
    approve(ids["mentorship_id"], home.alder, home.birch)
    accept(home.alder, ids["mentorship_id"], ids["mentor_id"])
    return home.both(home.alder, **ids)


def shared_session(home: Home) -> Given:
    """One that Alder proposed and Birch may book."""
    ids = shared_mentorship(home).ids
    id = plan(home.alder, ids["mentorship_id"], home.later(), book=False)["id"]
    return home.both(home.birch, **ids, session_id=id)
