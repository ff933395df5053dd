"""What the rows are about, each made through the API in a few steps."""

from tests.journeys.wall.givens.mentorships import (
    enrolled_pair,
    goal,
    mentorship,
    mentorship_for_both,
    pair,
    paused,
    proposal,
    risks,
)
from tests.journeys.wall.givens.partners import agreement, key, offer, organisation
from tests.journeys.wall.givens.people import busy_time, erasure, person
from tests.journeys.wall.givens.programmes import cycle, formal_pair, formal_programme, pin, programme, replay, veto
from tests.journeys.wall.givens.sessions import (
    answers,
    begun_session,
    goal_and_session,
    held_session,
    rated_mentor,
    session,
)
from tests.journeys.wall.givens.shared import shared_mentorship, shared_proposal, shared_session
from tests.journeys.wall.home import Make

GIVENS: dict[str, Make] = {
    make.__name__: make
    for make in (
        organisation,
        offer,
        agreement,
        key,
        person,
        erasure,
        programme,
        formal_programme,
        cycle,
        replay,
        formal_pair,
        pin,
        veto,
        pair,
        enrolled_pair,
        proposal,
        mentorship,
        paused,
        mentorship_for_both,
        session,
        begun_session,
        held_session,
        goal,
        goal_and_session,
        answers,
        rated_mentor,
        busy_time,
        risks,
        shared_proposal,
        shared_mentorship,
        shared_session,
    )
}
