"""What an organisation of its own right has, from where it may try to name what is not its own."""

from tests.journeys.support.acts import accept, begun, enrol, hold, open_programme, request, set_goal
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, mentor, register
from tests.journeys.wall.row import Ids


def neighbour(party: Party) -> Ids:
    """Ids of its programme, its people, what they have together: `own_…`."""
    programme = open_programme(party, open_to_partners=True)
    one, other, third = register(party, *(mentor(party, places=9) for _ in range(3)))
    mentees = register(party, *(mentee(party) for _ in range(4)))
    enrol(party, programme, "mentor", one, other, third)
    enrol(party, programme, "mentee", *mentees)
    asked = [request(party, programme, *wish)["id"] for wish in zip(mentees, (one, other, third), strict=False)]
    for id, mentor_id in zip(asked[1:], (other, third), strict=True):
        accept(party, id, mentor_id)
    proposal, mentorship, another = asked
    return {
        "own_programme_id": programme,
        "own_mentor_id": one,
        "own_mentee_id": mentees[3],
        "own_proposal_id": proposal,
        "own_mentorship_id": mentorship,
        "own_begun_session_id": begun(party, another),
        "own_held_session_id": hold(party, mentorship, [other, mentees[1]]),
        "own_goal_id": set_goal(party, mentorship),
    }
